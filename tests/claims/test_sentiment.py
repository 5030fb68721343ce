"""Claims of the Sentiment page and of its model's card, recomputed."""

import re

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.inputs.clitics import english
from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.models.sentiment import SentimentModel

PAGE = lessons.load("sentiment")
CARD = " ".join((WEIGHTS / "sentiment.md").read_text("utf-8").split())
EXAMPLES = {example["name"]: example for example in PAGE["examples"]}


@pytest.fixture(scope="module")
def positive():
    """Probability of positive after each word of a text."""
    model = SentimentModel.load()
    return lambda text: model.trace(text).positive


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("not good / not bad", False, True),
        ("good / bad", True, False),
        ("n't", False, True),
        ("but", False, True),
        ("far from", False, True),
        ("irony", True, True),
    ],
)
def test_an_example_comes_out_as_its_reason_says(positive, name, first, second):
    one, other = (positive(text)[-1] >= 0.5 for text in EXAMPLES[name]["texts"])
    assert (one, other) == (first, second)


def test_every_example_is_claimed_about_here():
    assert set(EXAMPLES) == {
        "not good / not bad", "good / bad", "n't", "but", "far from", "not without", "irony"
    }  # fmt: skip


def test_in_the_plain_case_the_verdict_jumps_at_one_word_and_stays(positive):
    for text in EXAMPLES["good / bad"]["texts"]:
        p = positive(text)
        at = english(text).index("good" if "good" in text else "bad")
        assert np.abs(np.diff(p)).argmax() == at - 1
        assert (p[at:] > 0.5).all() == ("good" in text) and np.ptp(p[at:]) < 0.1


def test_not_without_lifts_for_a_word_and_the_word_after_it_takes_that_back(positive):
    text, _ = EXAMPLES["not without"]["texts"]
    negation, without, charm = positive(text)[2:5]
    assert negation < 0.5 < without and charm < 0.5
    assert (
        "“without” lifts the verdict for a moment, “charm” lets it fall"
        in EXAMPLES["not without"]["why"]
    )


def test_at_not_the_verdict_falls_at_once_and_the_next_word_decides(positive):
    for word in ("good", "bad"):
        _, _, before, at_not, after, *_ = positive(f"The movie is not {word}.")
        assert at_not < 0.2 < 0.5 < before
        assert (after > 0.5) == (word == "bad")


@pytest.mark.parametrize("pair", PAGE["pairs"], ids="/".join)
def test_not_turns_both_words_of_every_pair_of_the_table(positive, pair):
    for word, meant in zip(pair, (True, False), strict=True):
        plain, turned = (positive(f"The film is {n}{word}.")[-1] for n in ("", "not "))
        assert (plain > 0.5) == meant and (turned > 0.5) != meant


@pytest.mark.parametrize(
    "text", re.findall(r"“([^”]+)”", CARD.split("still misjudges ")[1].split(".")[0])
)
def test_what_the_card_says_is_misjudged_is(positive, text):
    whole = {"not without charm": "It is not without charm.", "by no means awful": "It is by no means awful.",
             "I can't complain": "I can't complain."}[text]  # fmt: skip
    assert positive(whole)[-1] < 0.5  # each is meant as praise


def test_a_short_text_without_a_telling_word_mostly_comes_out_positive(positive):
    said = dict(
        re.findall(r"“([^”]+)” (\d+) %", CARD.split("telling word mostly")[1].split("no “neutral”")[0])
    )
    assert len(said) == 2
    for text, percent in said.items():
        assert f"{100 * positive(text)[-1]:.0f}" == percent
    plain = ["The film.", "We saw it yesterday.", "A table and a chair.", "It was on Monday.", "The movie",
             "There is a man.", "This is a film."]  # fmt: skip
    assert np.mean([positive(text)[-1] >= 0.5 for text in plain]) > 0.5


def test_the_card_has_the_figures_of_the_file(positive):
    model = SentimentModel.load()
    facts, sizes = model.facts, model.sizes
    assert f"| **{100 * float(facts['accuracy']):.1f} %** |" in CARD
    assert f"| {100 * float(facts['accuracy_held_out']):.1f} % |" in CARD
    right = sum(
        (positive(text)[-1] >= 0.5) == (meant == "positive")
        for meant, texts in lessons.load("negation").items()
        for text in texts
    )
    assert f"**{100 * right / 60:.1f} %** ({right})" in CARD
    parameters = sum(array.size for array in model.tensors.values())
    assert (
        f"{sizes['V']:,} tokens × {sizes['E']} numbers, one LSTM layer with {sizes['H']} units" in CARD
    )
    assert f"{parameters / 1e6:.2f} million parameters" in CARD
    assert f"({shipped('sentiment').stat().st_size / 1e6:.1f} MB)" in CARD
    phrases = re.search(r"([\d,]+) labelled phrases .* and ([\d,]+) phrases made by rule", CARD).groups()
    assert sum(int(n.replace(",", "")) for n in phrases) == int(facts["phrases"])
