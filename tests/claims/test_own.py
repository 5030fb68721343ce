"""Claims of the page “Your own LSTM” and of its examples' cards, recomputed."""

import re

import numpy as np
import pytest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.inputs import series
from lstm_viz.inputs.series import Scaling
from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.opened import reading
from lstm_viz.models.opened.text import Words
from lstm_viz.studies.forecast import one_ahead
from lstm_viz.studies.padding import padded
from lstm_viz.studies.seasons import most_seasonal, season

EXAMPLES = {example["name"]: example for example in lessons.load("own")["examples"]}
NETWORKS = {name: lstm_viz.open(WEIGHTS / "own" / example["file"]) for name, example in EXAMPLES.items()}
CARD = (WEIGHTS / "own" / "co2.md").read_text("utf-8")


@pytest.fixture(scope="module")
def co2():
    """The series, its trace, and the scaling of the lesson."""
    levels = series.read((lessons.FOLDER / "co2.csv").read_text("utf-8"))
    scaling = Scaling(*(np.array(EXAMPLES["co2"]["scaling"][key]) for key in ("mean", "spread")))
    return levels, scaling, NETWORKS["co2"].trace(scaling.apply(levels.changes().values))


def test_the_scaling_is_that_of_the_months_before_the_held_out_ones(co2):
    levels, scaling, _ = co2
    seen = levels.labels.index(EXAMPLES["co2"]["held_out"])
    changes = np.diff(levels.values[:seen], axis=0)
    np.testing.assert_allclose(scaling.mean, changes.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(scaling.spread, changes.std(axis=0), atol=1e-6)


def test_the_forecast_beats_last_year_by_the_figures_of_the_card(co2):
    levels, scaling, trace = co2
    first = levels.labels.index(EXAMPLES["co2"]["held_out"])
    found = one_ahead(levels, trace.scores, scaling, True, 12, first)
    # the same by hand
    value = levels.values[:, 0]
    said = trace.scores[:, 0] * scaling.spread[0] + scaling.mean[0]
    by_hand = [abs(value[t - 1] + said[t - 2] - value[t]) for t in range(first, len(value))]
    last_year = [abs(value[t - 12] - value[t]) for t in range(first, len(value))]
    errors = found.errors()
    np.testing.assert_allclose(
        [errors["network"], errors["last_period"]], [np.mean(by_hand), np.mean(last_year)]
    )
    assert len(found.labels) == 120 and errors["network"] < errors["last_change"] < errors["last_period"]
    told = [float(number) for number in re.findall(r"(0\.229|1\.531|0\.309)", CARD)]
    np.testing.assert_allclose(told, list(errors.values()), atol=5e-4)


def test_the_gates_have_a_stripe_a_year(co2):
    levels, _, trace = co2
    shown = reading.of_layer(NETWORKS["co2"], trace, 0, list(levels.labels[1:]))
    _, found = most_seasonal(shown.output_gate, 12)
    assert found.share > 0.9 and found.swing > 0.5
    shares = [season(course, 12).share for course in shown.output_gate.T]
    assert np.median(shares) > 0.5  # not in one unit alone


def test_changes_stay_in_their_range_and_values_do_not(co2):
    levels, _, _ = co2
    seen = levels.labels.index(EXAMPLES["co2"]["held_out"])
    before, after = levels.values[:seen], levels.values[seen:]
    assert (after > before.max()).mean() > 0.5
    before, after = np.diff(before, axis=0), np.diff(after, axis=0)
    assert ((after >= before.min() - 0.3) & (after <= before.max() + 0.3)).all()


def test_the_second_example_finds_the_words():
    words = Words(tuple(EXAMPLES["blanks"]["vocabulary"]))
    text = EXAMPLES["blanks"]["text"]
    scores = NETWORKS["blanks"].trace(words.encode(words.cut(text)).ids).scores
    begins = scores.argmax(axis=1)
    cut = "".join(f" {letter}" if b else letter for letter, b in zip(text, begins, strict=True))
    assert cut.split() == ["the", "dogs", "live", "near", "the", "house"]


@pytest.mark.parametrize("name", ["words", "blanks"])
def test_pads_move_the_last_state_of_the_lessons_texts(name):
    network, example = NETWORKS[name], EXAMPLES[name]
    words = Words(tuple(example.get("vocabulary", network.tokens or ())))
    texts = [words.encode(words.cut(text)).ids for text in example["batch"]]
    long, short = padded(network, texts, words.pad)
    assert long.moved == 0 and short.moved > 0.1
