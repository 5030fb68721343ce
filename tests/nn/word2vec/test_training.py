"""Training on a small corpus: what is read, what is learned, and the same choices as gensim's."""

import numpy as np
import pytest
from gensim.models import Word2Vec

from lstm_viz import lessons
from lstm_viz.nn import embeddings
from lstm_viz.nn.word2vec.training import Corpus, CorpusError, Settings, _keep, train

SCENES = (lessons.SCENES).read_text("utf-8")


@pytest.fixture(scope="module")
def corpus():
    return Corpus.read(SCENES)


def sentences(corpus: Corpus) -> list[list[str]]:
    cuts = np.flatnonzero(np.diff(corpus.whole.sentence)) + 1
    return [[corpus.vocabulary[i] for i in part] for part in np.split(corpus.whole.ids, cuts)]


def test_vocabulary_and_counts_are_those_of_gensim(corpus):
    read = [line for line in SCENES.splitlines()]
    from lstm_viz.inputs.text import words

    tokens = [[t for t in words(line) if t[0].isalnum()] for line in read]
    model = Word2Vec(min_count=5)
    model.build_vocab(tokens)
    theirs = {word: model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key}
    assert dict(zip(corpus.vocabulary, corpus.counts.tolist(), strict=True)) == theirs


def test_common_words_are_read_as_seldom_as_by_gensim(corpus):
    model = Word2Vec(sample=1e-3, min_count=1)
    model.build_vocab(sentences(corpus))
    theirs = [model.wv.get_vecattr(word, "sample_int") / (2**32 - 1) for word in corpus.vocabulary]
    np.testing.assert_allclose(_keep(corpus, 1e-3), theirs, atol=1e-6)
    assert (_keep(corpus, 0) == 1).all()


def test_noise_is_drawn_as_by_gensim(corpus):
    model = Word2Vec(min_count=1)
    model.build_vocab(sentences(corpus))
    share = np.diff(np.concatenate([[0], model.cum_table])) / model.cum_table[-1]
    theirs = dict(zip(model.wv.index_to_key, share, strict=True))
    ours = corpus.counts**0.75 / (corpus.counts**0.75).sum()
    np.testing.assert_allclose(ours, [theirs[word] for word in corpus.vocabulary], atol=1e-6)


@pytest.mark.parametrize("flavour", ["cbow", "skip-gram"])
@pytest.mark.parametrize("loss", ["negative sampling", "full softmax"])
def test_it_learns(corpus, flavour, loss):
    """Loss falls, and words of one kind come together: most neighbours of a capital are capitals."""
    steps = list(train(corpus, Settings(flavour, loss, epochs=6)))
    losses = [s.loss for s in steps if np.isfinite(s.loss)]
    assert np.mean(losses[-30:]) < 0.9 * np.mean(losses[:30])
    assert steps[0].words == 0
    assert steps[-1].words == steps[-1].total == 6 * len(corpus.whole.ids)
    assert (np.diff([s.words for s in steps[1:]]) > 0).all()
    unit = embeddings.normalize(steps[-1].vectors)
    near = embeddings.neighbours(unit, corpus.vocabulary.index("paris"), 5)
    capitals = lessons.load("groups")["capitals"]
    assert sum(corpus.vocabulary[i] in capitals for i, _ in near) >= 3


def test_the_seed_decides(corpus):
    def after(seed):
        for k, progress in enumerate(train(corpus, Settings(seed=seed))):
            if k == 5:
                return progress.vectors.copy()

    np.testing.assert_array_equal(after(1), after(1))
    assert not np.array_equal(after(1), after(2))


@pytest.mark.parametrize("text", ["", "one two", "🙂 …\n" * 50, "a b c d " * 3])
def test_too_little_text(text):
    with pytest.raises(CorpusError, match="at least 5 times"):
        Corpus.read(text)


def test_sentences_end_at_stops_and_lines():
    corpus = Corpus.read("a b. c d\ne f! a, b", min_count=1)
    assert sentences(corpus) == [["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]
    assert Corpus.read("a b c d e f g", min_count=1, most=5).vocabulary == list("abcde")
