"""The Sentiment page as a script: what it says about any two sentences."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.look.narration import percent
from lstm_viz.models.sentiment import LONGEST, SentimentModel
from tests.pages.scripts import figures, labelled, opened_at, ran

PAGE = str(Path(__file__).parents[2] / "pages/sentiment.py")
LESSON = lessons.load("sentiment")


def opened(**query) -> AppTest:
    return opened_at(PAGE, **query)


def typed(app: AppTest, text: str, box="First sentence") -> AppTest:
    return ran(labelled(app.text_input, box).set_value(text).run())


def shown(app: AppTest) -> dict:
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)


def verdict(app: AppTest) -> str:
    return next(m.value for m in app.markdown if m.value.startswith("Verdict"))


def test_it_opens_with_an_example_and_its_verdicts():
    app = opened()
    assert [box.value for box in app.text_input] == LESSON["examples"][0]["texts"]
    model = SentimentModel.load()
    positive = model.trace(app.text_input[0].value).positive
    assert shown(app)["tokens"][-1] == "."
    assert f"{percent(max(positive[-1], 1 - positive[-1]))} sure" in verdict(app)
    charts = figures(app)
    assert len(charts) == 2 + 6  # a verdict for each sentence, and the six quantities
    (table,) = app.dataframe
    assert list(table.value["word"]) == [word for pair in LESSON["pairs"] for word in pair]


@pytest.mark.parametrize("example", LESSON["examples"], ids=lambda e: e["name"])
def test_every_example_is_read(example):
    app = opened()
    ran(labelled(app.get("button_group"), "Examples").set_value(example["name"]).run())
    assert [box.value for box in app.text_input] == example["texts"]
    assert any(example["why"] == caption.value for caption in app.caption)


def test_the_other_sentence_can_be_stepped_through():
    app = opened()
    ran(labelled(app.get("button_group"), "Step through").set_value(1).run())
    assert "second sentence" in verdict(app)
    assert shown(app)["tokens"][4] == "bad"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_to_judge_gets_a_sentence_and_the_other_one_stays(text):
    app = typed(opened(), text)
    assert "type a sentence" in app.warning[0].value
    assert "second sentence" in verdict(app)
    app = typed(app, text, "Second sentence")
    assert len(app.warning) == 2
    assert not app.get("bidi_component")


@pytest.mark.parametrize("text", ["🙂 🙂", "zxqv wrtz", "Это плохо"])
def test_unknown_words_get_a_sentence(text):
    assert "knows none of these words" in typed(opened(), text).warning[0].value


def test_a_very_long_text_is_cut_and_it_says_so():
    app = typed(opened(), "very good film " * 7000)  # 100 kB
    assert f"reads the first {LONGEST}" in app.info[0].value
    assert len(shown(app)["tokens"]) == LONGEST


def test_the_figures_are_the_models_and_todays():
    app, model = opened(), SentimentModel.load()
    values = {metric.label: metric.value for metric in app.metric}
    assert values["on sentences of reviews"] == f"{100 * float(model.facts['accuracy']):.1f} %"
    right = [
        (model.trace(text).positive[-1] >= 0.5) == (meant == "positive")
        for meant, texts in lessons.load("negation").items()
        for text in texts
    ]
    assert values["on negated sentences"] == f"{sum(right)} of {len(right)}"
    app.session_state["sentiment-negated"] = True
    ran(app.run())
    table = next(t.value for t in app.dataframe if "meant" in t.value)
    assert list(table["right"]) == right


def test_a_link_opens_its_sentences_and_its_word():
    app = opened(text="A dull film.", beside="A fine film.", t="2")
    assert [box.value for box in app.text_input] == ["A dull film.", "A fine film."]
    assert shown(app)["start"] == 1
    assert opened(text="x", t="99").exception == []


def test_check_yourself_answers():
    app = opened()
    radio = labelled(app.radio, LESSON["check"]["question"])
    ran(radio.set_value(LESSON["check"]["options"][LESSON["check"]["right"]]).run())
    assert app.success[0].value.startswith("Yes.")
