"""The twelve items: true numbers, four different answers, a belief behind each wrong one."""

import re

import numpy as np
import pytest
import torch

from lstm_viz.studies import items
from lstm_viz.ui.menu import BY_FILE


@pytest.fixture(scope="module", params=items.TEXTS)
def form(request, everyday):
    trace = everyday.trace(request.param)
    return {item.name: item for item in items.form(everyday, trace)}, trace, everyday


NUMERIC = ("1 keeps", "h against C", "in which order", "units against time steps")


def number(text: str) -> float:
    return float(re.search(r"−?[\d,]+(?:\.\d+)?", text)[0].replace("−", "-").replace(",", ""))


def named(item, trace) -> tuple[int, int]:
    """Step and unit that a question names: the step is the only one at which its numbers hold."""
    return int(re.search(r"unit (\d+)", item.question)[1])


def test_there_are_twelve_with_four_different_answers_and_a_belief_behind_each_wrong_one(form):
    found, _, _ = form
    assert len(found) == 12
    for item in found.values():
        assert len(set(item.options)) == 4, item
        if item.name in NUMERIC:  # no two wrong ways lead to the same number
            assert len({number(option) for option in item.options}) == 4, item.options
        assert item.beliefs.count(None) == 1
        assert len({b for b in item.beliefs if b}) == 3
        assert item.page in BY_FILE


def test_the_two_forms_ask_the_same_with_other_numbers(everyday):
    one, two = (items.form(everyday, everyday.trace(text)) for text in items.TEXTS)
    for a, b in zip(one, two, strict=True):
        assert (a.name, a.beliefs, a.right) == (b.name, b.beliefs, b.right)
    # the option on weights is the same number: that is its point
    same = [a.name for a, b in zip(one, two, strict=True) if a.question == b.question]
    assert not same


def test_the_right_answers_are_those_of_torch(form):
    """The trace is read again by torch.nn.LSTM; every number in a right answer is its."""
    found, trace, model = form
    H = model.sizes["H"]
    lstm = torch.nn.LSTM(model.sizes["E"], H)
    state = {
        n.removeprefix("lstm."): torch.from_numpy(a) for n, a in model.tensors.items() if "lstm." in n
    }
    lstm.load_state_dict(state)
    x = torch.from_numpy(model.embeddings[trace.ids])[:, None]
    states = [torch.zeros(1, 1, H)] * 2
    hs, Cs = [], []
    with torch.no_grad():
        for one in x:
            _, states = lstm(one[None], tuple(states))
            hs.append(states[0][0, 0].numpy())
            Cs.append(states[1][0, 0].numpy())
    hs, Cs = np.stack(hs), np.stack(Cs)
    before = np.concatenate([np.zeros((1, H)), Cs[:-1]])

    for name in ("h against C", "in which order"):
        item = found[name]
        unit, right = named(item, trace), number(item.options[item.right])
        assert np.abs(hs[:, unit] - right).min() < 0.005001, name
    item = found["1 keeps"]
    unit = named(item, trace)
    at = int(np.abs(before[:, unit] - number(re.search(r"C = (\S+)\.", item.question)[1])).argmin())
    kept = trace.forget_gate[at, unit] * before[at, unit]
    assert number(item.options[item.right]) == pytest.approx(kept, abs=0.005001)
    item = found["weights and length"]
    assert number(item.options[item.right]) == sum(p.numel() for p in lstm.parameters()) - 4 * H
    item = found["units against time steps"]
    assert number(item.options[item.right]) == Cs.shape[1]


def test_shown_products_give_the_shown_results(form):
    found, _, _ = form
    for name in ("1 keeps", "not booleans"):
        left, right = re.search(r"= (\S+ × \(?−?[\d.]+\)?) = (−?\d+\.\d+)", found[name].why).groups()
        product = eval(left.replace("×", "*").replace("−", "-"), {"__builtins__": {}})
        assert f"{product + 0.0:.2f}".replace("-", "−") == right


def test_gates_of_the_next_word_do_not_see_an_erased_memory(form):
    found, _, _ = form
    assert "any gate there is 0.00" in found["gates don't see C"].why


@pytest.mark.parametrize(
    ("before", "after", "wanted"), [(6, 9, 0.5), (0, 12, 1.0), (12, 12, None), (8, 6, -0.5)]
)
def test_gain_is_the_share_of_what_could_be_gained(before, after, wanted):
    assert items.gain(before, after, 12) == wanted


def test_a_short_text_is_refused(everyday):
    with pytest.raises(ValueError, match="four words"):
        items.form(everyday, everyday.trace("the dog"))
