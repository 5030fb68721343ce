"""The Recurrence page as a script: its three parts, for any text."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.ui.recurrence import PARTS
from tests.pages.scripts import components, figures, ran

PAGE = str(Path(__file__).parents[2] / "app.py")
SEQUENCES, CELL, PROPERTIES = PARTS


def opened(part=SEQUENCES) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.run()
    app.session_state["part-recurrence"] = part
    app.switch_page("pages/recurrence.py")
    return ran(app.run())


def typed(app: AppTest, text: str) -> AppTest:
    return ran(next(t for t in app.text_input if t.label == "Your text").set_value(text).run())


def shown(app: AppTest) -> dict:
    (component,) = components(app)
    return json.loads(component.proto.json)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_says_what_to_notice_and_asks(part):
    app = opened(part)
    assert {"What to notice", "Check yourself"} <= {h.value for h in app.header}
    right = app.radio[-1]
    assert len(right.options) == 3


def test_the_ball_comes_with_both_networks_and_measured_errors():
    app = opened()
    data = shown(app)
    assert {name.split(".")[0] for name in data["weights"]} == {"recurrent", "feedforward"}
    kinds = ["Bouncing ball", "Sound", "Text"]
    assert [h.value for h in app.subheader][: len(kinds)] == kinds
    errors = [(m.label, float(m.value.rstrip(" %"))) for m in app.metric][: 2 * len(kinds)]
    for (one, feedforward), (other, recurrent) in zip(errors[::2], errors[1::2], strict=True):
        assert (one, other) == ("Feedforward error", "Recurrent error")
        assert recurrent < feedforward


def test_the_feedforward_network_cannot_tell_two_sentences_apart():
    app = opened()
    guesses = {}
    for text in ("The grizzly bear goes to the river to catch", "The baseball player ran over to catch"):
        table = typed(app, text).table[0].value
        guesses[text] = (list(table.iloc[:, 1]), list(table.iloc[:, 2]))
    (without, within), (without_too, within_too) = guesses.values()
    assert without == without_too
    assert within != within_too


def test_shuffled_each_word_keeps_its_feedforward_guess_and_loses_its_recurrent_one():
    app = typed(opened(), "The dogs that live near the old house are")
    for _ in range(2):
        changes = [m.value for m in app.metric if m.label == "Feedforward guesses change by"]
        assert changes == ["0.0000"] * 3
        moved = [float(m.value) for m in app.metric if m.label == "Recurrent guesses change by"]
        assert len(moved) == 3 and min(moved) > 0.1
        (table,) = (d.value for d in app.dataframe if "recurrent, shuffled" in d.value)
        assert (table["feedforward, in order"] == table["feedforward, shuffled"]).all()
        assert (table["recurrent, in order"] != table["recurrent, shuffled"]).any()
        ran(next(b for b in app.button if b.label == "Shuffle again").click().run())


def test_the_cell_reads_the_typed_text_and_takes_a_predicted_word():
    app = typed(opened(CELL), "the dog runs")
    assert shown(app)["tokens"] == ["the", "dog", "runs"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("text", ["a", "🙂", "zzzz qqqq", "no no no no", "word " * 25_000])
def test_any_text_is_read(part, text):
    app = typed(opened(part), text)
    assert not app.error


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_text_loses_nothing(part):
    app = typed(opened(part), "   ")
    assert "type a few words" in app.warning[0].value


def test_the_future_changes_nothing_and_the_same_word_says_the_same():
    app = typed(opened(PROPERTIES), "the dog sees the cat in the garden")
    metrics = {m.label: m.value for m in app.metric}
    assert metrics["Change up to “the”"] == "0.000000"
    assert float(metrics["Change after it"]) > 0.1
    assert metrics["U·x of “the”, word 1 against word 4"] == "0.000000"


def test_the_long_sentence_is_a_click_away():
    app = opened(PROPERTIES)
    ran(next(b for b in app.button if "50 words" in b.label).click().run())
    assert any("50 words" in m.label for m in app.metric)


@pytest.mark.parametrize("text", ["bear", "the grizzly bear"])
def test_the_logarithmic_axis_has_two_powers_of_ten_in_sight_and_no_other_tick(text):
    app = typed(opened(PROPERTIES), text)
    ran(app.segmented_control(key="vanishing").set_value("your text").run())
    axes = [figure["layout"]["yaxis"] for figure in figures(app)]
    (axis,) = [axis for axis in axes if axis.get("type") == "log"]
    low, high = axis["range"]
    assert axis["dtick"] == int(axis["dtick"]) and high - low >= 1
