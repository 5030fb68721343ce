"""Shares of memory and attention, and how far two orders agree."""

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

import lstm_viz
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import gradients
from lstm_viz.studies import attribution, flow

TEXT = "the film that we saw in the old town was not good , it was"


@pytest.fixture(scope="module")
def traces():
    return lstm_viz.load_model("everyday").trace(TEXT), TransformerModel.load().trace(TEXT)


def test_shares_sum_to_one_and_never_come_from_later_words(traces):
    lstm_trace, trace = traces
    for shares in (
        flow.memory_shares(lstm_trace),
        flow.attention_shares(trace),
        flow.nearness(len(trace)),
    ):
        np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)
        assert not np.triu(shares, 1).any() and (shares >= 0).all()


def test_memory_shares_are_lengths_of_the_exact_parts(traces):
    lstm_trace, _ = traces
    for t in (0, 4, len(lstm_trace) - 1):
        sizes = np.linalg.norm(attribution.final_parts(lstm_trace, t)[1:], axis=1)
        np.testing.assert_allclose(
            flow.memory_shares(lstm_trace)[t, : t + 1], sizes / sizes.sum(), atol=1e-5
        )


def test_attention_flows_through_both_layers(traces):
    _, trace = traces
    eye = np.eye(len(trace))
    first, second = (0.5 * layer.attention.weights.mean(axis=0) + 0.5 * eye for layer in trace.layers)
    np.testing.assert_allclose(flow.attention_shares(trace), second @ first, atol=1e-6)


def test_ranks_and_agreement_are_scipys():
    random = np.random.default_rng(0)
    values = random.integers(0, 5, 20)
    np.testing.assert_allclose(flow.ranks(values), rankdata(values))
    a, b = random.random((2, 12, 12))
    agreement = flow.rank_agreement(a, b)
    assert np.isnan(agreement[:3]).all()
    for t in range(3, 12):
        assert agreement[t] == pytest.approx(spearmanr(a[t, :t], b[t, :t]).statistic)
    assert np.isnan(flow.rank_agreement(np.ones((5, 5)), a[:5, :5])[4])


def test_facts_about_the_problems(traces):
    facts = flow.problems(*traces)
    T = len(traces[0])
    assert facts["tokens"] == T and facts["layers"] == 2
    for name in ("early", "early_attention"):
        assert 0 <= facts[name] <= 1


def test_one_word_has_facts_too():
    one = lstm_viz.load_model("everyday").trace("dog"), TransformerModel.load().trace("dog")
    assert flow.problems(*one)["tokens"] == 1


def test_slopes_are_how_the_loss_changes_with_a_word(traces):
    """A step along the slope, in the embedding of one word, changes the loss by its length."""
    model, own = lstm_viz.load_model("everyday"), TransformerModel.load()
    tokens = TEXT.split()
    through_time = gradients.through_time(model, model.vocabulary.encode(tokens)).inputs[-1, :-1]
    lstm_slopes, slopes = flow.slopes(model, own, tokens)
    np.testing.assert_allclose(lstm_slopes, through_time, rtol=1e-3)
    assert slopes.shape == lstm_slopes.shape and (slopes > 0).all()
