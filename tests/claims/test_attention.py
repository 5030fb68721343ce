"""Claims of the Attention page about the shipped networks, recomputed."""

import numpy as np
import pytest

import lstm_viz
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies import flow

BEAR = "The grizzly bear goes to the river to catch"


@pytest.fixture(scope="module")
def models():
    return lstm_viz.load_model(), TransformerModel.load()


def test_both_networks_are_of_about_equal_size_counted_in_one_way(models):
    lstm, transformer = models
    assert transformer.sizes["parameters"] == pytest.approx(lstm.sizes["parameters"], rel=0.02)
    # the layer counts on this page as on “Cell against cell” and “Three cells”
    outside = sum(a.size for a in (lstm.embeddings, lstm.projection, lstm.head_bias))
    assert lstm.sizes["parameters"] - outside == layer_count(lstm.parameters)


def test_both_networks_read_the_same_text_equally_often(models):
    lstm, transformer = models
    assert lstm.facts["tokens_read"] == transformer.facts["tokens_read"]


def test_over_the_few_steps_of_the_first_example_no_gradient_has_vanished(models):
    tokens = models[0].tokenize(BEAR)
    for pull in flow.slopes(*models, tokens):
        assert pull[0] / pull[-1] > 0.1


def test_over_sixty_words_the_lstms_gradient_has_shrunk_to_little(models):
    """Why the card on the gradient asks for a longer text."""
    text = " ".join(
        [
            "a man in a blue shirt is standing on a ladder cleaning a window while a woman in a red dress",
            "is watching him from the street and two children are playing with a small dog in the park near",
            "the river where an old boat is waiting for the people who want to go to the other side",
        ]
    )
    lstm_pull, _ = flow.slopes(*models, models[0].tokenize(text))
    assert lstm_pull[0] / lstm_pull[-1] < 0.05


def test_every_row_of_every_head_sums_to_one_and_closes_later_words(models):
    trace = models[1].trace(BEAR)
    for layer in trace.layers:
        np.testing.assert_allclose(layer.attention.weights.sum(axis=2), 1, atol=1e-5)
        assert not np.triu(layer.attention.weights, 1).any()
