"""Claims of the Start page: what its tour says one has seen at a stop is there to be seen."""

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.browser.tour import STOPS
from lstm_viz.models import memory_task
from lstm_viz.models.sentiment import SentimentModel
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import embeddings, gradients
from lstm_viz.ui import reader
from lstm_viz.ui.menu import BY_FILE

SEEN = {stop.id: stop.seen for stop in STOPS}
BEAR = reader.EXAMPLES[0]


def test_there_are_as_many_stops_as_the_page_says_each_on_a_page():
    assert len(STOPS) == 12
    assert {stop.page for stop in STOPS} <= set(BY_FILE)


def test_every_term_of_the_glossary_leads_to_a_page():
    assert {term["page"] for term in lessons.load("glossary")} <= set(BY_FILE)


def test_there_are_memories_to_forget_at_the_word_where_the_app_opens(everyday):
    trace = everyday.trace(BEAR["text"])
    t = BEAR["word"] - 1
    erased = (trace.forget_gate[t] < 0.1) & (np.abs(trace.cell_state[t - 1]) > 0.1)
    assert t > 0 and erased.any()


@pytest.mark.parametrize(("word", "like"), [("king", "queen"), ("dog", "puppy"), ("paris", "london")])
def test_words_that_are_used_alike_lie_close_together(word, like):
    assert "used alike lie close together" in SEEN["words"]
    vectors = WordVectors.load()
    near = embeddings.neighbours(vectors.unit, vectors.index[word], 30)
    assert like in [vectors.words[k] for k, _ in near]


def test_the_plain_gradient_has_shrunk_by_powers_of_ten_where_through_time_opens():
    assert "many powers of ten" in SEEN["memory"]
    networks = memory_task.Networks.load()
    letters = memory_task.one_hot(memory_task.distractors("C", 60, seed=1))
    found = gradients.of_first_letter(networks, "rnn", networks.middle, letters).inputs[-1]
    assert found[0] < 1e-8 * found[-2]


def test_each_head_looks_at_other_words():
    trace = TransformerModel.load().trace(BEAR["text"])
    heads = [head for layer in trace.layers for head in layer.attention.weights]
    for a in range(len(heads)):
        for b in range(a):
            assert np.abs(heads[a][1:] - heads[b][1:]).max() > 0.2


def test_sentiment_is_judged_by_the_same_cell(everyday):
    assert type(everyday.parameters) is type(SentimentModel.load().parameters)
