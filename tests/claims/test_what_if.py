"""Claims of the What-if page about the shipped networks, recomputed."""

import numpy as np
import pytest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.inputs.text import words
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies import distance, intervention, outcomes
from lstm_viz.studies.surprise import surprise
from training import scenes

LESSON = lessons.load("what_if")["cells"]
CELLS = {"LSTM": "everyday", "GRU": "everyday-gru", "plain RNN": "everyday-rnn"}
FORGOTTEN = 0.6  # bits: nearer to a coin's flip (1) than to knowing (0)


@pytest.fixture(scope="module")
def models():
    return {cell: lstm_viz.load_model(name) for cell, name in CELLS.items()}


@pytest.fixture(scope="module")
def asked(models):
    return distance.questions(LESSON["distance"], models["LSTM"].tokenize)


@pytest.fixture(scope="module")
def bits(models, asked):
    return {cell: distance.by_distance(model, asked) for cell, model in models.items()}


def test_cell_against_cell_opens_where_the_lstm_is_surprised_least(models):
    text = LESSON["sentences"][0]["text"]
    at = {cell: surprise(model, model.trace(text)) for cell, model in models.items()}
    last = {cell: row[-1] for cell, row in at.items()}
    assert last["LSTM"] < last["GRU"] < last["plain RNN"]
    total = {cell: np.nansum(row) for cell, row in at.items()}
    assert total["LSTM"] == min(total.values())


def test_every_sentence_to_start_from_ends_in_favour_of_the_lstm_over_the_plain_rnn(models):
    for sentence in LESSON["sentences"]:
        last = {
            cell: surprise(model, model.trace(sentence["text"]))[-1] for cell, model in models.items()
        }
        assert last["LSTM"] < last["plain RNN"], sentence


def test_the_plain_rnn_flips_a_coin_where_the_gated_cells_still_know(bits):
    for far in [d for d in bits["LSTM"] if d <= 15]:
        assert bits["plain RNN"][far] > FORGOTTEN, far
        assert bits["plain RNN"][far] > bits["LSTM"][far] and bits["plain RNN"][far] > bits["GRU"][far]
    assert max(bits[cell][11] for cell in ("LSTM", "GRU")) < FORGOTTEN


def test_cells_meet_on_equal_terms(models):
    assert len({model.sizes["H"] for model in models.values()}) == 1
    assert len({model.facts["tokens_read"] for model in models.values()}) == 1


def test_none_of_the_sentences_asked_about_can_have_been_trained_on(asked):
    heads = {" ".join(question.tokens) for question in asked}
    heads |= {" ".join(words(sentence["text"])) for sentence in LESSON["sentences"]}
    made = "\n".join(" ".join(words(sentence)) for sentence in scenes.sentences(20_000, seed=0))
    assert not [head for head in heads if head in made]


def test_bits_are_those_of_the_two_words_alone(models, asked):
    """From the probabilities of all words, as a second way."""
    model = models["LSTM"]
    for question in asked[::40]:
        p = softmax(model.scores(model.trace(list(question.tokens)).hidden_state[-1]))
        right, other = (p[model.vocabulary.index[w]] for w in (question.right, question.other))
        expected = -np.log2(right / (right + other))
        assert distance.surprise_at(model, question) == pytest.approx(expected, abs=1e-4)


def test_the_distance_is_counted_in_words_back_to_the_name(asked):
    names = {name for side in LESSON["distance"]["subjects"] for name in side["names"]}
    for question in asked:
        text = [*question.tokens, question.right]
        assert text[len(text) - 1 - question.distance] in names


def test_forgetting_at_the_comma_costs_the_plural_verb(models):
    """The experiment's own sentence means something untouched, and loses it."""
    (preset,) = [p for p in lessons.load("what_if")["presets"] if p["name"] == "forget at every comma"]
    model = models["LSTM"]
    trace = model.trace(preset["text"])
    held = intervention.repeat(model, trace, outcomes.preset_holds(preset, trace.tokens))
    before, after = (dict(model.predict(run, k=len(model.vocabulary)))["are"] for run in (trace, held))
    assert model.predict(trace, k=1)[0][0] == "are" and before > 0.3
    assert after < before / 4
