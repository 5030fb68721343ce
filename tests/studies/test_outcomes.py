"""What experiments on the gates did, and which words of a text they mean."""

import numpy as np
import pytest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.studies import intervention, outcomes
from lstm_viz.studies.intervention import Hold, ImpossibleHold

PRESETS = lessons.load("what_if")["presets"]


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.fixture(scope="module")
def trace(model):
    return model.trace("The grizzly bear goes to the river, and wants to catch")


def outcome(name, model, trace, *holds):
    return outcomes.OUTCOMES[name](model, trace, intervention.repeat(model, trace, holds), holds)


def test_a_shut_output_expects_the_same_after_every_word(model, trace):
    answer, proof = outcome("sameness", model, trace, Hold("output", 0))
    held = intervention.repeat(model, trace, [Hold("output", 0)])
    assert answer == 0 and np.ptp(model.scores(held.hidden_state), axis=0).max() == 0
    assert model.vocabulary.tokens[int(model.head_bias.argmax())] in proof or "(" in proof


def test_an_untouched_reading_is_the_same_in_every_respect(model, trace):
    answers = [outcome(name, model, trace)[0] for name in ("guesses", "ending", "sameness")]
    assert answers == [1, 0, 1]


def test_a_memory_that_nothing_is_written_to_shrinks(model, trace):
    hold = Hold("input", 0, None, tuple(range(3, len(trace))))
    answer, proof = outcome("memory", model, trace, hold)
    held = intervention.repeat(model, trace, [hold])
    sizes = np.linalg.norm(held.cell_state, axis=1)
    assert answer == 0 and f"{sizes[2]:.2f}" in proof and f"{sizes[-1]:.2f}" in proof


def test_a_memory_that_nothing_is_written_to_or_erased_from_keeps_its_size(model, trace):
    later = tuple(range(3, len(trace)))
    assert (
        outcome("memory", model, trace, Hold("input", 0, None, later), Hold("forget", 1, None, later))[0]
        == 1
    )


def test_remembering_everything_guesses_worse(model, trace):
    assert outcome("guesses", model, trace, Hold("forget", 1))[0] == 2


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset["name"])
def test_every_preset_has_a_true_answer_among_its_options(model, preset):
    trace = model.trace(preset["text"])
    assert all(trace.known)
    holds = outcomes.preset_holds(preset, trace.tokens)
    answer, proof = outcome(preset["outcome"], model, trace, *holds)
    assert 0 <= answer < len(preset["options"]) and proof.endswith(".")


@pytest.mark.parametrize(
    ("place", "steps"),
    [
        ("all", None),
        ("middle", (2,)),
        ("after b", (3, 4)),
        (",", (1, 3)),
        ("after e", "no"),
        ("x", "no"),
    ],
)
def test_places_of_a_text(place, steps):
    tokens = ["a", ",", "b", ",", "e"]
    if steps == "no":
        with pytest.raises(ImpossibleHold, match="There is no"):
            outcomes.steps_at(place, tokens)
    else:
        assert outcomes.steps_at(place, tokens) == steps


def test_a_single_word_has_no_guesses_to_compare():
    preset = next(p for p in PRESETS if p["outcome"] == "guesses" and p["holds"][0]["at"] == "all")
    with pytest.raises(ImpossibleHold, match="two words"):
        outcomes.preset_holds(preset, ["river"])
    assert outcomes.preset_holds(preset, ["the", "river"])
