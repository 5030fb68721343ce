"""Transplanted states against `torch.nn.LSTM`, which goes on from the mixed state."""

import numpy as np
import pytest
import torch

from lstm_viz.studies.intervention import Hold, lay_out, repeat
from lstm_viz.studies.transplant import ImpossibleTransplant, Transplant, transplant

FIRST = "The dogs that live near the old house"
SECOND = "Yesterday the dog that lives near the old house"


@pytest.fixture(scope="module")
def texts(everyday):
    return everyday.trace(FIRST), everyday.trace(SECOND)


def torch_states(model, inputs, initial=None):
    """C and h after every step by `torch.nn.LSTM` with the model's own weights, each (T, H)."""
    layer = torch.nn.LSTM(model.sizes["E"], model.sizes["H"])
    layer.load_state_dict(
        {
            name.removeprefix("lstm."): torch.from_numpy(array)
            for name, array in model.tensors.items()
            if name.startswith("lstm.")
        }
    )
    rows = []
    with torch.inference_mode():
        for x in torch.from_numpy(inputs):
            _, initial = layer(x[None], initial)
            rows.append([initial[1][0], initial[0][0]])
    return (torch.stack([row[k] for row in rows]) for k in range(2))


CASES = {
    "all of C": Transplant(1, 2),
    "all of h": Transplant(1, 2, ("hidden",)),
    "both": Transplant(3, 5, ("cell", "hidden")),
    "one unit of C": Transplant(7, 8 - 2, ("cell",), (126,)),
    "some units of both": Transplant(0, 0, ("hidden", "cell"), (3, 1, 159)),
    "at the last word": Transplant(7, 8, ("cell", "hidden")),
}


@pytest.mark.parametrize("what", CASES.values(), ids=CASES)
def test_equals_torch_that_goes_on_from_the_mixed_state(everyday, texts, what):
    giver, taker = texts
    mixed = transplant(everyday, giver, taker, what)
    given, before = (
        dict(zip(("cell", "hidden"), torch_states(everyday, t.inputs), strict=True)) for t in texts
    )
    units = slice(None) if what.units is None else list(what.units)
    for state in what.states:
        before[state][what.put_at, units] = given[state][what.taken_at, units]
    c, h = before["cell"][what.put_at], before["hidden"][what.put_at]
    after = what.put_at + 1
    if after < len(taker):
        before["cell"][after:], before["hidden"][after:] = torch_states(
            everyday, taker.inputs[after:], (h[None], c[None])
        )
    np.testing.assert_allclose(mixed.cell_state, before["cell"], atol=1e-5)
    np.testing.assert_allclose(mixed.hidden_state, before["hidden"], atol=1e-5)
    assert mixed.tokens == taker.tokens


@pytest.mark.parametrize("what", [Transplant(1, 2), Transplant(4, 4, ("cell", "hidden"), (3, 5))])
def test_with_holds_equals_torch_step_by_step(everyday, texts, what):
    """Before and after what is put in, the held gates act; `torch.nn.LSTMCell` gives the free ones."""
    giver, taker = texts
    holds = [Hold("forget", 0.25, (3, 7), (1, 6)), Hold("output", 1, None, (5,))]
    T, H = taker.cell_state.shape
    clamp = lay_out(holds, T, H)
    mixed = transplant(everyday, giver, repeat(everyday, taker, holds), what, clamp)
    weights = {
        name.removeprefix("lstm.").removesuffix("_l0"): torch.from_numpy(array)
        for name, array in everyday.tensors.items()
        if name.startswith("lstm.")
    }
    h = c = torch.zeros(H)
    units = slice(None) if what.units is None else list(what.units)
    for t, x in enumerate(torch.from_numpy(taker.inputs)):
        z = weights["weight_ih"] @ x + weights["bias_ih"] + weights["weight_hh"] @ h + weights["bias_hh"]
        i, f, g, o = z.float().chunk(4)
        f, i, o = (
            torch.where(torch.isnan(held), torch.sigmoid(own), held)
            for own, held in zip((f, i, o), torch.from_numpy(clamp.gates[t]), strict=True)
        )
        c = f * c + i * torch.tanh(g)
        h = o * torch.tanh(c)
        if t == what.put_at:
            if "cell" in what.states:
                c[units] = torch.from_numpy(giver.cell_state[what.taken_at])[units]
            if "hidden" in what.states:
                h[units] = torch.from_numpy(giver.hidden_state[what.taken_at])[units]
        np.testing.assert_allclose(mixed.cell_state[t], c, atol=1e-5)
        np.testing.assert_allclose(mixed.hidden_state[t], h, atol=1e-5)


def test_a_state_of_its_own_changes_nothing(everyday, texts):
    taker = texts[1]
    mixed = transplant(everyday, taker, taker, Transplant(4, 4, ("cell", "hidden")))
    np.testing.assert_allclose(mixed.hidden_part, taker.hidden_part, atol=1e-5)
    np.testing.assert_allclose(mixed.cell_state, taker.cell_state, atol=1e-6)


def test_the_first_traces_stay_as_they_were(everyday, texts):
    giver, taker = texts
    kept = taker.cell_state.copy()
    transplant(everyday, giver, taker, Transplant(1, 2, ("cell", "hidden")))
    np.testing.assert_array_equal(taker.cell_state, kept)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Transplant(0, 0, ()), "cell state, the hidden state or both"),
        (lambda: Transplant(0, 0, ("gate",)), "cell state, the hidden state or both"),
        (lambda: Transplant(0, 0, units=()), "at least one unit"),
        (lambda: Transplant(8, 0), "first text ends at word 8: there is no word 9"),
        (lambda: Transplant(0, -1), "second text ends at word 9: there is no word 0"),
        (lambda: Transplant(0, 0, units=(160,)), "no unit 160; the units are numbered 0 to 159"),
    ],
)
def test_impossible_ones_are_refused_with_a_sentence(everyday, texts, make, message):
    with pytest.raises(ImpossibleTransplant, match=message):
        transplant(everyday, *texts, make())
