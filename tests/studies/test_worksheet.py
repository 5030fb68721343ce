"""The worksheet: whoever computes with the printed numbers gets the printed results."""

import math

import pytest

import lstm_viz
from lstm_viz.inputs.text import words
from lstm_viz.studies import worksheet

TEXTS = (
    "The grizzly bear goes to the river to catch",
    "The dogs, that live near the old house,",
    "Hello there",
)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def to_two(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


@pytest.fixture(scope="module")
def everyday():
    return lstm_viz.load_model("everyday")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("unit", [None, *range(0, 60, 7)])
def test_the_printed_numbers_give_the_printed_results(everyday, text, unit):
    sheet = worksheet.make(everyday, everyday.trace(words(text)), unit)
    for rounds in (False, True):  # some write down each result rounded, others go on with the whole
        C = number(sheet.before)
        for step in sheet.steps:
            f, i, g, o = map(number, (step.f, step.i, step.g, step.o))
            C = f * C + i * g
            assert to_two(C) == step.C
            C = round(C, 2) if rounds else C
            assert to_two(o * math.tanh(C)) == step.h
    gate = {name: number(value) for name, value in sheet.gate.items()}
    assert to_two(gate["f"] * gate["before"]) == sheet.gate["kept"]
    assert to_two(gate["f"] * gate["before"] + gate["written"]) == sheet.gate["now"]
    assert to_two(gate["before"] + gate["written"]) == sheet.gate["full"]


def test_its_numbers_are_those_of_the_reading(everyday):
    trace = everyday.trace(words(TEXTS[0]))
    sheet = worksheet.make(everyday, trace, 7)
    assert sheet.unit == 7
    t = next(t for t in range(len(trace)) if to_two(trace.cell_state[t, 7]) == sheet.steps[0].C)
    for step, s in zip(sheet.steps, (t, t + 1), strict=True):
        assert step.word == trace.tokens[s]
        assert number(step.f) == pytest.approx(trace.forget_gate[s, 7], abs=0.006)
        assert to_two(trace.cell_state[s, 7]) == step.C and step.h == to_two(trace.hidden_state[s, 7])
    assert sheet.likely[0][0] == everyday.predict(trace, -1, 1)[0][0]


def test_the_numbers_are_short_enough_to_compute_by_hand(everyday):
    trace = everyday.trace(words(TEXTS[0]))
    sheets = [worksheet.make(everyday, trace, unit) for unit in (None, *range(20))]
    decimals = [len(sheet.steps[0].f.split(".")[1]) for sheet in sheets]
    assert decimals[0] == 2 and max(decimals) <= 3
    assert [sheet.unit for sheet in sheets[1:]] == list(range(20))


def test_one_word_is_too_short(everyday):
    with pytest.raises(ValueError, match="at least two words"):
        worksheet.make(everyday, everyday.trace(["the"]))
