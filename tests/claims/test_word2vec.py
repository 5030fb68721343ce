"""Claims of the word2vec page about the networks that it trains, recomputed."""

import itertools

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.browser.word2vec import payload
from lstm_viz.nn import embeddings
from lstm_viz.nn.word2vec import FLAVOURS
from lstm_viz.nn.word2vec.step import record
from lstm_viz.nn.word2vec.training import Corpus, Settings, train
from lstm_viz.ui.word2vec import train_here

PAGE = lessons.load("word2vec")


def recorded(flavour: str, **settings):
    tokens, _ = payload.short_text(PAGE["text"])
    vocabulary = list(dict.fromkeys(tokens))
    ids = np.array([vocabulary.index(token) for token in tokens])
    return record(ids, len(vocabulary), flavour, **settings)


@pytest.fixture(scope="module", params=FLAVOURS)
def learned(request):
    """Words by number and their vectors of length one, after the training that the page offers first."""
    corpus = Corpus.read(lessons.SCENES.read_text("utf-8"))
    *_, last = train(corpus, Settings(request.param, epochs=15))
    return {word: k for k, word in enumerate(corpus.vocabulary)}, embeddings.normalize(last.vectors)


def test_the_scenes_are_as_many_as_the_form_says():
    lines = [line for line in lessons.SCENES.read_text("utf-8").splitlines() if line.strip()]
    assert f"{len(lines):,} generated sentences" in train_here.SHIPPED


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(("rate", "E"), itertools.product((0.05, 0.2, 0.6), (2, 4, 6)))
def test_at_every_step_the_right_word_rises_as_the_picture_says(flavour, rate, E):
    kept = recorded(flavour, rate=rate, E=E)
    targets = [kept.examples[k][1] for k in kept.order]
    tokens, _ = payload.short_text(PAGE["text"])
    column = [list(dict.fromkeys(tokens)).index(tokens[place]) for place in targets]
    before = kept.probabilities[np.arange(len(column)), column]
    assert (kept.after > before).all()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_pass_over_the_text_costs_less_at_the_end_than_at_first(flavour):
    kept = recorded(flavour)
    n = len(kept.examples)
    assert kept.losses[-n:].mean() < kept.losses[:n].mean()


def test_skip_gram_cannot_come_near_zero_for_a_word_has_several_around_it():
    """What the loss's help says: where the same input has several right answers, no learning gets there."""
    kept = recorded("skip-gram", steps=6000)
    n = len(kept.examples)
    tokens, _ = payload.short_text(PAGE["text"])
    answers_to: dict[str, list[str]] = {}
    for inputs, place in kept.examples:
        answers_to.setdefault(tokens[inputs[0]], []).append(tokens[place])
    floor = 0.0  # the least possible mean of −ln p: the entropy of the answers to each input
    for answers in answers_to.values():
        _, counts = np.unique(answers, return_counts=True)
        floor -= (counts * np.log(counts / counts.sum())).sum() / n
    assert floor > 1 and kept.losses[-n:].mean() > floor - 0.05


def test_words_with_the_same_neighbours_end_up_side_by_side(learned):
    index, unit = learned
    words = list(index)

    def near(word: str, n: int = 10) -> set[str]:
        return {words[k] for k, _ in embeddings.neighbours(unit, index[word], n)}

    cities = {"paris", "london", "madrid", "berlin", "rome", "cairo", "oslo", "lisbon", "helsinki"}
    for word, like in (("king", "queen"), ("monday", "tuesday"), ("two", "three")):
        assert like in near(word), (word, near(word))
    assert len(near("paris") & cities) >= 4
    related = np.mean([unit[index["king"]] @ unit[index[w]] for w in ("queen", "prince", "princess")])
    others = np.mean(unit @ unit[index["king"]])
    assert related > others + 0.3
