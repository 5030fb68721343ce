"""Held gates against a plain PyTorch loop with the same clamp, and sentences for impossible holds."""

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold, ImpossibleHold


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.fixture(scope="module")
def trace(model):
    return model.trace("He said, after a while, the grizzly bear goes to the river to catch")


def torch_loop(model, inputs, holds):
    """The equations with clamps, from the checkpoint's own tensors."""
    tensors = {name: torch.from_numpy(array) for name, array in model.tensors.items()}
    W = tensors["lstm.weight_ih_l0"], tensors["lstm.weight_hh_l0"]
    b = tensors["lstm.bias_ih_l0"] + tensors["lstm.bias_hh_l0"]
    H = W[1].shape[1]
    h = c = torch.zeros(H)
    rows = []
    for t, x in enumerate(torch.from_numpy(inputs)):
        i, f, g, o = (W[0] @ x + W[1] @ h + b).split(H)
        gates = {"input": i.sigmoid(), "forget": f.sigmoid(), "output": o.sigmoid()}
        for hold in holds:
            if hold.target in gates and (hold.steps is None or t in hold.steps):
                units = slice(None) if hold.units is None else list(hold.units)
                gates[hold.target][units] = hold.value
        c = gates["forget"] * c + gates["input"] * g.tanh()
        for hold in holds:
            if hold.target == "cell" and (hold.steps is None or t in hold.steps):
                c[slice(None) if hold.units is None else list(hold.units)] = 0
        h = gates["output"] * c.tanh()
        rows.append(torch.stack([gates["forget"], gates["input"], g.tanh(), gates["output"], c, h]))
    return torch.stack(rows, dim=1).numpy()


CASES = {
    "free": [],
    "remember everything": [Hold("forget", 1)],
    "forget at commas": [Hold("forget", 0, None, (2, 6))],
    "write nothing from a word on": [Hold("input", 0, None, tuple(range(9, 15)))],
    "closed output": [Hold("output", 0)],
    "some units, some words": [Hold("forget", 0.5, (3, 5), (1, 2)), Hold("input", 1, (0, 5), (2, 8))],
    "erase": [Hold("cell", 0, None, (8,))],
    "erase some units": [Hold("cell", 0, (1, 2, 3), (4, 8)), Hold("output", 1, (2,), None)],
}


@pytest.mark.parametrize("holds", CASES.values(), ids=CASES)
def test_equals_a_plain_torch_loop(model, trace, holds):
    held = intervention.repeat(model, trace, holds)
    expected = torch_loop(model, trace.inputs, holds)
    fields = ("forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state")
    for field, array in zip(fields, expected, strict=True):
        np.testing.assert_allclose(getattr(held, field), array, atol=1e-5, err_msg=field)


def test_parts_still_say_what_the_free_gates_would_be(model, trace):
    held = intervention.repeat(model, trace, [Hold("forget", 1)])
    z = held.pre_activation  # in the order of lstm.GATES
    np.testing.assert_allclose(1 / (1 + np.exp(-z[:, 1])), held.input_gate, atol=1e-5)
    np.testing.assert_allclose(np.tanh(z[:, 2]), held.candidate, atol=1e-5)
    assert not np.allclose(1 / (1 + np.exp(-z[:, 0])), held.forget_gate, atol=0.1)
    free = intervention.repeat(model, trace, [])
    np.testing.assert_allclose(free.pre_activation, trace.pre_activation, atol=1e-4)


def test_nothing_changes_before_the_first_held_word(model, trace):
    held = intervention.repeat(model, trace, [Hold("input", 0, None, (9,))])
    assert intervention.first_parting(trace.cell_state, held.cell_state) == 9
    assert intervention.distance(trace.cell_state, held.cell_state)[:9].max() < 1e-5


def test_first_parting_of_equal_courses_is_none(trace):
    assert intervention.first_parting(trace.cell_state, trace.cell_state.copy()) is None


def test_distance_is_zero_for_equal_and_one_for_opposite():
    a = np.float32([[1, 2], [0, 3]])
    np.testing.assert_allclose(intervention.distance(a, a), 0)
    np.testing.assert_allclose(intervention.distance(a, -a), 1)


def test_holds_survive_the_link():
    for hold in (
        Hold("forget", 1),
        Hold("input", 0.25, (3, 17)),
        Hold("cell", 0, None, (0, 4)),
        Hold("output", 0.5, (2,), (1,)),
    ):
        assert Hold.parse(str(hold)) == hold


@pytest.mark.parametrize(
    "text",
    [
        "",
        "forget",
        "forget=2",
        "peephole=1",
        "forget=1@units:",
        "forget=1@units:x",
        "cell=1",
        "forget=1@steps:0,",
    ],
)
def test_broken_links_get_a_sentence(text):
    with pytest.raises(ImpossibleHold):
        Hold.parse(text)


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        ([Hold("forget", 1), Hold("forget", 0, None, (2,))], "only be held at one value"),
        ([Hold("forget", 1, (900,))], "unit 900"),
        ([Hold("forget", 1, None, (99,))], "the text ends"),
    ],
)
def test_impossible_combinations_get_a_sentence(holds, says):
    with pytest.raises(ImpossibleHold, match=says):
        intervention.lay_out(holds, 10, 128)


def test_step_zero_of_a_link_is_refused():
    with pytest.raises(ImpossibleHold):
        intervention.lay_out([Hold.parse("forget=1@steps:0")], 5, 4)


@pytest.mark.parametrize(
    "bad", [("peephole", 1), ("forget", 1.5), ("cell", 1), ("forget", 1, ()), ("input", 0, None, ())]
)
def test_holds_that_mean_nothing_are_refused(bad):
    with pytest.raises(ImpossibleHold):
        Hold(*bad)


def test_the_same_hold_twice_is_no_contradiction():
    clamp = intervention.lay_out([Hold("forget", 1), Hold("forget", 1, (2,))], 3, 4)
    assert (clamp.gates[:, 0] == 1).all()


def test_a_clamp_of_another_length_is_refused(model, trace):
    with pytest.raises(ValueError, match="clamp"):
        intervention.run(
            model.parameters, trace.inputs[:3], intervention.lay_out([], 4, model.sizes["H"])
        )
