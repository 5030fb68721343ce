"""The sentences of the stepper say numbers: each is computed here once more from the trace."""

import re

import numpy as np
import pytest

from lstm_viz.look.narration import STAGES, narrate, show, signed, worked

NUMBER = re.compile(r"−?\d+(?:\.\d+)?")


def numbers(sentence: str) -> list[float]:
    """All numbers of a sentence, without the word that it quotes."""
    return [float(n.replace("−", "-")) for n in NUMBER.findall(re.sub(r"“.*?”", "", sentence))]


def percent(values) -> float:
    return float(f"{100 * np.mean(values):.0f}")


@pytest.fixture(scope="module")
def told(bear):
    return narrate(bear, bear.tokens)


def test_one_sentence_for_each_word_and_stage(bear, told):
    assert len(told) == len(bear)
    for sentences in told:
        assert list(sentences) == ["", *STAGES]
        assert all(s.endswith(".") and s[0].isupper() for s in sentences.values())


def test_words_are_named(bear, told):
    for token, sentences in zip(bear.tokens, told, strict=True):
        assert f"“{token}”" in sentences[""] and f"“{token}”" in sentences["Forget"]


def test_forget(bear, told):
    assert numbers(told[0]["Forget"]) == [percent(bear.forget_gate[0])]
    assert "no memory yet" in told[0]["Forget"] and "still empty" in told[0][""]
    for t in range(1, len(bear)):
        f = bear.forget_gate[t]
        unit = int(f.argmin())
        assert numbers(told[t]["Forget"]) == [percent(f), unit, percent(f[unit])]


def test_store(bear, told):
    for t, sentences in enumerate(told):
        i, g = bear.input_gate[t], bear.candidate[t]
        share, unit, gate, value, product = numbers(sentences["Store"])
        assert share == percent(i)
        assert unit == np.abs(i * g).argmax()
        assert product == pytest.approx(float(i[int(unit)] * g[int(unit)]), abs=0.005001)
        # the numbers shown give the result shown
        assert f"{gate * value:.2f}" == f"{product:.2f}"
        assert gate == pytest.approx(float(i[int(unit)]), abs=0.005001)
        assert value == pytest.approx(float(g[int(unit)]), abs=0.005001)


def test_update(bear, told):
    before = np.vstack([bear.initial_cell_state, bear.cell_state[:-1]])
    for t, sentences in enumerate(told):
        change = np.abs(bear.cell_state[t] - before[t])
        mean, unit, was, now = numbers(sentences["Update"])
        assert mean == pytest.approx(change.mean(), abs=0.005001)
        assert unit == change.argmax()
        assert was == pytest.approx(before[t][int(unit)], abs=0.005001)
        assert now == pytest.approx(bear.cell_state[t][int(unit)], abs=0.005001)


def test_output(bear, told):
    for t, sentences in enumerate(told):
        share, unit, h = numbers(sentences["Output"])
        assert share == percent(bear.output_gate[t])
        assert unit == np.abs(bear.hidden_state[t]).argmax()
        assert h == pytest.approx(bear.hidden_state[t][int(unit)], abs=0.005001)


def test_whole_step(bear, told):
    for t, sentences in enumerate(told):
        kept, written, shown = (
            percent(gate[t]) for gate in (bear.forget_gate, bear.input_gate, bear.output_gate)
        )
        assert numbers(sentences[""]) == [*([kept] if t else []), written, shown]


@pytest.mark.parametrize(
    ("token", "shown"),
    [(" ", "␣"), ("\n", "⏎"), ("<unk>", "(rare word)"), ("<end>", "(end)"), ("dog", "dog")],
)
def test_show(token, shown):
    assert show(token) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.00"), (-0.0, "0.00"), (-0.004, "0.00"), (-1.5, "−1.50"), (2.346, "2.35")],
)
def test_signed(value, text):
    assert signed(value) == text


def test_worked_terms_give_the_result():
    rng = np.random.default_rng(0)
    for a, b in rng.uniform(-1, 1, (500, 2)).tolist():
        shown = [float(term.replace("−", "-")) for term in worked(lambda x, y: x * y, [a, b], a * b)]
        assert signed(shown[0] * shown[1]) == signed(a * b)
