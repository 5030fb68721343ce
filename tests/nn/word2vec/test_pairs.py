"""The sliding window against gensim: it does not name its pairs, but it can score a text with them."""

import numpy as np
import pytest
from gensim.models import Word2Vec

from lstm_viz.nn.word2vec.pairs import examples, windows

TEXT = "the grizzly bear goes to the river to catch fish near the old bridge of the town".split()


def scored(flavour: str, window: int):
    """A gensim model with hierarchical softmax, and its log-likelihood of the text."""
    model = Word2Vec(
        [TEXT], vector_size=12, window=window, sg=flavour == "skip-gram", hs=1, negative=0, min_count=1,
        sample=0, shrink_windows=False, workers=1, seed=3, epochs=30, alpha=0.2, min_alpha=0.2,
    )  # fmt: skip
    return model, float(model.score([TEXT], total_sentences=1)[0])


def log_sigmoid(s: float) -> float:
    """ln σ(s) as gensim has it: from a table of 1,000 entries between −6 and 6, nothing beyond."""
    if abs(s) >= 6:
        return 0.0
    entry = int((s + 6) * (1000 // 6 // 2))
    return -np.log1p(np.exp(-(entry / 1000 * 2 - 1) * 6))


def log_likelihood(model, pairs) -> float:
    """The same sum with the examples given: ln p(out | in), by the tree of hierarchical softmax."""
    total = 0.0
    for inputs, target in pairs:
        h = np.mean([model.wv[TEXT[place]] for place in inputs], axis=0)
        word = TEXT[target]
        code, points = model.wv.get_vecattr(word, "code"), model.wv.get_vecattr(word, "point")
        for bit, point in zip(code, points, strict=True):
            s = float(model.syn1[point] @ h) * (-1.0) ** bit
            total += log_sigmoid(s)
    return total


@pytest.mark.parametrize("flavour", ["cbow", "skip-gram"])
@pytest.mark.parametrize("window", [1, 2, 5])
def test_pairs_are_those_of_gensim(flavour, window):
    model, theirs = scored(flavour, window)
    ours = log_likelihood(model, examples(len(TEXT), flavour, window))
    assert ours == pytest.approx(theirs, rel=1e-3)
    for other in (window - 1, window + 1):
        if other:
            wrong = log_likelihood(model, examples(len(TEXT), flavour, other))
            assert wrong != pytest.approx(theirs, rel=0.02)


def test_windows_at_the_edges():
    assert list(windows(4, 2)) == [(0, [1, 2]), (1, [0, 2, 3]), (2, [0, 1, 3]), (3, [1, 2])]
    assert list(windows(3, 2, "left")) == [(0, []), (1, [0]), (2, [0, 1])]


def test_left_side_only():
    assert examples(3, "cbow", 2, "left") == [([0], 1), ([0, 1], 2)]
    assert examples(3, "skip-gram", 2, "left") == [([1], 0), ([2], 0), ([2], 1)]


def test_skip_gram_and_cbow_see_the_same_pairs():
    cbow = {(place, target) for inputs, target in examples(9, "cbow", 3) for place in inputs}
    skip = {(target, inputs[0]) for inputs, target in examples(9, "skip-gram", 3)}
    assert cbow == skip


def test_too_short():
    assert examples(1, "cbow", 2) == examples(0, "skip-gram", 2) == []
