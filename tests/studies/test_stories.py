"""Stories that are told of the shipped model are recomputed: a name without evidence fails by name."""

import re

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.studies import stories

STORIES = lessons.load("stories")
EXAMPLES = {example["name"]: example for example in lessons.load("examples")}


def read(everyday, name):
    return everyday.trace(EXAMPLES[name]["text"])


def probability(everyday, trace, t, word):
    return dict(everyday.predict(trace, t, len(everyday.vocabulary)))[word]


@pytest.mark.parametrize("told", STORIES["units"], ids=lambda told: told["name"])
def test_a_named_unit_tells_the_two_groups_apart(everyday, told):
    unit = told["unit"]
    high, low = (
        [everyday.trace(text).cell_state[-1, unit] for text in told[group]] for group in ("high", "low")
    )
    assert min(high) > max(low), f"unit {unit} no longer “{told['name']}”: choose another and its story"
    named = stories.names(everyday, "everyday")[unit]
    assert named["name"] == told["name"]
    spans = [float(n.replace("−", "-")) for n in re.findall(r"−?\d+\.\d", named["evidence"])]
    assert spans == pytest.approx([min(high), max(high), min(low), max(low)], abs=0.0501)


def test_other_models_have_no_named_units(everyday):
    assert stories.names(everyday, "snapshots/0") == {}


def test_the_city_decides_the_language_for_at_least_seven_of_ten(everyday):
    text, languages = STORIES["cities"]["text"], STORIES["cities"]["languages"]
    assert len(languages) == 10
    right = [
        everyday.predict(everyday.trace(text.format(city)), k=1)[0][0] == language
        for city, language in languages.items()
    ]
    assert sum(right) >= 7


def test_dogs_unit_126_fills_keeps_silent_and_speaks_at_house(everyday):
    trace, unit = read(everyday, "dogs … are"), EXAMPLES["dogs … are"]["unit"]
    f, i, o = (getattr(trace, n)[:, unit] for n in ("forget_gate", "input_gate", "output_gate"))
    C = trace.cell_state[:, unit]
    assert i[1] > 0.8 and C[1] > C[0]  # “dogs” begins to fill
    assert f[4] > 0.9 and o[4] < 0.35  # “near” keeps, and says little
    assert o[7] > 0.7 > 0.35 > o[4]  # “house” speaks
    assert probability(everyday, trace, 7, "are") > 0.9 > 0.1 > probability(everyday, trace, 7, "is")


def test_queen_unit_152_writes_keeps_and_is_seen_at_with(everyday):
    trace, unit = read(everyday, "her"), EXAMPLES["her"]["unit"]
    f, i, o = (getattr(trace, n)[:, unit] for n in ("forget_gate", "input_gate", "output_gate"))
    C = trace.cell_state[:, unit]
    assert f[1] < 0.2 and i[1] > 0.8 and C[0] < 0 < C[1]
    assert f[4] > 0.95 and C[4] > 0
    assert o[6] > 0.9 and probability(everyday, trace, 6, "her") > 0.8


def test_paris_makes_french_the_likeliest(everyday):
    assert everyday.predict(read(everyday, "Paris"), k=1)[0][0] == "french"


@pytest.mark.parametrize("name", STORIES["captions"])
def test_captions_say_numbers_of_the_trace(everyday, name):
    trace, unit = read(everyday, name), EXAMPLES[name].get("unit")
    said = stories.captions(everyday, "everyday", trace, name, unit)
    assert EXAMPLES[name]["word"] - 1 in said, "the example opens at a word of its story"
    for t, sentence in said.items():
        assert "{" not in sentence and "}" not in sentence
        for word, share in re.findall(r"“(\w+)”[^“”]*?(\d+\.\d) %", sentence):
            assert float(share) == pytest.approx(100 * probability(everyday, trace, t, word), abs=0.0501)
    if unit is not None:
        last = EXAMPLES[name]["word"] - 1
        assert np.any([f"{trace.output_gate[last, unit]:.2f}" in s for s in said.values()])


def test_no_story_is_told_of_another_text_or_model(everyday):
    trace = everyday.trace("The cats sleep")
    assert stories.captions(everyday, "everyday", trace, None, 126) == {}
    assert stories.captions(everyday, "letters", trace, "dogs … are", 126) == {}
