"""How much context: true forward passes, checked against the model itself."""

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.inputs.text import EmptyText, words
from lstm_viz.studies import context

PLAYER, BEAR = (words(blank["text"]) for blank in lessons.load("words")["blanks"])
ARTICLES = ("the", "a", "an")


def test_full_context_is_the_model_s_prediction(everyday):
    found = context.after_last(everyday, BEAR, len(BEAR))
    assert found.tokens == BEAR
    assert found.best(10) == everyday.predict(everyday.trace(BEAR), k=10)


def test_little_context_reads_only_that(everyday):
    found = context.after_last(everyday, BEAR, 3)
    assert found.tokens == ["river", "to", "catch"]
    assert found.best(5) == everyday.predict(everyday.trace(["river", "to", "catch"]), k=5)


@pytest.mark.parametrize("skip", [(), ARTICLES])
def test_player_and_bear(everyday, skip):
    """“to catch” means the same without the subject, and something else with it."""
    for n in (1, 2):
        one, other = (context.after_last(everyday, tokens, n, skip) for tokens in (PLAYER, BEAR))
        assert context.difference(one, other) == 0
    one, other = (context.after_last(everyday, tokens, 9, skip) for tokens in (PLAYER, BEAR))
    assert context.difference(one, other) > 0.5


def test_what_they_catch(everyday):
    player, bear = (context.after_last(everyday, tokens, 9, ARTICLES) for tokens in (PLAYER, BEAR))
    assert player.best(1)[0][0] == "ball"
    assert bear.best(1)[0][0] in ("fish", "salmon")


def test_skipping_follows_the_sum_of_paths(everyday):
    """p(w) + Σ p(article)·p(w | article), computed here from four predictions."""
    plain = context.after_last(everyday, BEAR, 9)
    skipped = context.after_last(everyday, BEAR, 9, ARTICLES)
    index = everyday.vocabulary.index
    wanted = plain.probabilities.astype(float)
    for article in ARTICLES:
        wanted[index[article]] = 0
    for article in ARTICLES:
        then = context.after_last(everyday, [*BEAR, article], 10).probabilities
        wanted = wanted + plain.probabilities[index[article]] * then
    keep = np.ones(len(wanted), bool)
    keep[[index[article] for article in ARTICLES]] = False
    np.testing.assert_allclose(skipped.probabilities[keep], wanted[keep], atol=1e-7)
    assert skipped.probabilities.sum() == pytest.approx(1, abs=1e-5)


def test_place_of_a_guess(everyday):
    found = context.after_last(everyday, BEAR, 9)
    for k, (word, p) in enumerate(found.best(5), 1):
        assert found.place(word) == (k, pytest.approx(p))
    assert found.place("xyzzy") is None
    assert found.place("<unk>") is None


def test_nothing_to_read(everyday):
    with pytest.raises(EmptyText):
        context.after_last(everyday, BEAR, 0)
    with pytest.raises(EmptyText):
        context.after_last(everyday, [], 3)
