"""Sampling against its definitions, and the blank against reading every candidate's sentence whole."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.inputs.text import END, UNKNOWN, EmptyText
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies.generation import Settings, fill_in, filtered, generate

scores = st.lists(st.floats(-8, 8, width=32), min_size=2, max_size=30).map(np.array)


@given(scores, st.floats(0.1, 3))
def test_temperature_divides_the_scores(s, temperature):
    expected = torch.softmax(torch.from_numpy(s) / temperature, 0)
    np.testing.assert_allclose(filtered(s, Settings(temperature)), expected, atol=1e-12)


@given(scores, st.integers(1, 40))
def test_top_k_keeps_the_k_likeliest(s, k):
    q = filtered(s, Settings(top_k=k))
    best = torch.topk(torch.from_numpy(s), min(k, len(s)))
    assert (q > 0).sum() == min(k, len(s))
    assert q.sum() == pytest.approx(1)
    np.testing.assert_allclose(
        np.sort(q)[::-1][: len(best.values)], torch.softmax(best.values, 0), atol=1e-9
    )


@given(scores, st.floats(0.05, 1))
def test_top_p_keeps_the_fewest_that_reach_p(s, p):
    q, full = filtered(s, Settings(top_p=p)), softmax(s)
    stays = q > 0
    assert q.sum() == pytest.approx(1)
    assert full[stays].sum() >= p - 1e-9
    assert full[stays].sum() - full[stays].min() < p + 1e-9  # one fewer would not reach it
    assert full[stays].min() >= full[~stays].max(initial=0)
    np.testing.assert_allclose(q[stays], full[stays] / full[stays].sum(), atol=1e-9)


def test_a_token_that_must_not_come_never_comes():
    assert filtered(np.array([0.0, -np.inf, 1.0]), Settings(2.0))[1] == 0


@pytest.mark.parametrize("bad", [{"temperature": 0}, {"top_k": 0}, {"top_p": 0}, {"top_p": 1.1}])
def test_settings_out_of_range_are_refused(bad):
    with pytest.raises(ValueError, match=r"must|share"):
        Settings(**bad)


def test_greedy_text_is_the_argmax_of_every_reading(everyday):
    start, draws = generate(everyday, "The dog", 8, Settings(top_k=1), seed=0)
    tokens = list(start)
    for draw in draws:
        best = [w for w, _ in everyday.predict(everyday.trace(tokens), k=2) if w != UNKNOWN]
        assert draw.token == best[0]
        assert draw.probability == 1 and draw.stayed == 1
        tokens.append(draw.token)


def test_what_is_recorded_of_a_draw_is_what_the_network_says(everyday):
    start, draws = generate(everyday, "A man in a", 3, Settings(0.7, 20, 0.9), seed=3)
    tokens = [*start]
    for draw in draws:
        p = dict(everyday.predict(everyday.trace(tokens), k=len(everyday.vocabulary)))
        assert draw.unfiltered == pytest.approx(p[draw.token], rel=1e-3)
        for label, before in zip(draw.labels, draw.before, strict=True):
            assert before == pytest.approx(p[label], rel=1e-3)
        assert draw.after[draw.labels.index(draw.token)] == pytest.approx(draw.probability)
        tokens.append(draw.token)


def test_a_rare_draw_is_listed_with_the_favourites(everyday):
    texts = [generate(everyday, "The", 20, Settings(2.0), seed)[1] for seed in range(5)]
    draws = [draw for text in texts for draw in text]
    for draw in draws:
        assert draw.after[draw.labels.index(draw.token)] == pytest.approx(draw.probability)
    assert max(len(draw.labels) for draw in draws) == 16
    assert all(
        after == 0
        for draw in draws
        for label, after in zip(draw.labels, draw.after, strict=True)
        if label == UNKNOWN
    )


def test_draws_follow_their_probabilities(everyday):
    first = [generate(everyday, "The dog", 1, Settings(top_k=3), seed)[1][0] for seed in range(400)]
    for label, expected in zip(first[0].labels[:3], first[0].after[:3], strict=True):
        share = np.mean([draw.token == label for draw in first])
        assert abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / 400)


def test_the_same_seed_writes_the_same_text_and_end_ends_it(everyday):
    texts = [
        [d.token for d in generate(everyday, "My", 60, Settings(1.2), s)[1]] for s in (1, 1, 2, 3, 4)
    ]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    for text in texts:
        assert UNKNOWN not in text
        assert END not in text[:-1]
        assert text[-1] == END or len(text) == 60


def test_without_a_beginning_a_sentence_begins(everyday):
    start, draws = generate(everyday, "", 5, Settings(), 0)
    assert start == ["."] and draws


def test_a_blank_is_filled_as_by_reading_whole_sentences(everyday):
    left, right = "The", "barks at the cat."
    found = fill_in(everyday, left, right, k=5, candidates=25)
    before = everyday.tokenize(left)
    p = everyday.predict(everyday.trace(before), k=40)
    candidates = [w for w, _ in p if w not in (UNKNOWN, END)][:25]
    totals = []
    for word in candidates:
        tokens = [*before, word, *everyday.tokenize(right)]
        log_p = np.log(softmax(everyday.scores(everyday.trace(tokens).hidden_state)))
        ids = everyday.vocabulary.encode(tokens)
        totals.append(sum(log_p[t - 1, ids[t]] for t in range(len(before), len(tokens))))
    shares = softmax(np.array(totals, np.float64))
    order = np.argsort(-shares)[:5]
    assert [word for word, _, _ in found.words] == [candidates[n] for n in order]
    np.testing.assert_allclose([share for _, share, _ in found.words], shares[order], rtol=1e-2)
    assert found.words[0][0] == "dog"
    alone = dict(everyday.predict(everyday.trace(before), k=len(everyday.vocabulary)))
    words = {
        w: q / (1 - alone[UNKNOWN] - alone[END]) for w, q in alone.items() if w not in (UNKNOWN, END)
    }
    assert found.searched == 25
    assert found.covered == pytest.approx(sum(words[w] for w in candidates), rel=1e-3)
    assert all(q <= found.least * 1.001 for w, q in words.items() if w not in candidates)


def test_a_blank_with_nothing_around_it_is_refused(everyday):
    with pytest.raises(EmptyText, match="side of the blank"):
        fill_in(everyday, " ", "")
