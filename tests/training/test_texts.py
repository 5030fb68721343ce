"""What the networks are given: each token, and as target the token that follows it."""

from collections import Counter

import numpy as np
import pytest

from lstm_viz.inputs.text import END, UNKNOWN, Vocabulary
from training import texts

SENTENCES = [["the", "dog", "runs"], ["a", "cat"], ["no"], ["the", "cat", "sees", "a", "dog", "."]] * 30
VOCABULARY = Vocabulary.build([END, *(token for s in SENTENCES for token in s if token != "sees")])


def rows(batches):
    """The texts of all batches, as pairs of id lists without padding."""
    for ids, targets in batches:
        assert ids.shape == targets.shape
        for row, target in zip(ids.tolist(), targets.tolist(), strict=True):
            length = sum(t != texts.IGNORE for t in target)
            assert all(t == texts.IGNORE for t in target[length:])  # padding is at the end only
            yield row[:length], target[:length]


def test_targets_are_the_inputs_moved_by_one():
    read = list(rows(texts.batches(SENTENCES, VOCABULARY, tokens=40, longest=64, seed=0)))
    for ids, targets in read:
        assert ids[1:] == targets[:-1]
        assert targets[-1] == VOCABULARY.index[END]
    whole = Counter(tuple(VOCABULARY.decode(ids)) for ids, _ in read)
    unknown = [[token if token in VOCABULARY else UNKNOWN for token in s] for s in SENTENCES]
    assert whole == Counter(map(tuple, unknown))


def test_batches_hold_about_as_many_tokens_as_asked():
    batches = list(texts.batches(SENTENCES, VOCABULARY, tokens=40, longest=64, seed=0))
    sizes = [int((targets != texts.IGNORE).sum()) for _, targets in batches]
    assert all(40 <= size < 40 + 7 for size in sizes[:-1])
    assert sum(sizes) == sum(len(s) for s in SENTENCES)


def test_long_texts_are_cut_and_do_not_end():
    for ids, targets in rows(texts.batches([["a", "dog"] * 20], VOCABULARY, 100, longest=6, seed=0)):
        assert VOCABULARY.decode(ids) == ["a", "dog"] * 3
        assert VOCABULARY.decode(targets) == ["dog", "a"] * 3


def test_seed_decides_the_order():
    def read(seed):
        return list(rows(texts.batches(SENTENCES, VOCABULARY, tokens=40, longest=64, seed=seed)))

    assert read(1) == read(1)
    assert read(1) != read(2)


@pytest.mark.parametrize("joint", [(), (" ",)])
def test_join_keeps_every_sentence(joint):
    sentences = [[f"a{k}", f"b{k}"] for k in range(500)]
    joined = texts.join(sentences, seed=0, joint=list(joint))
    found = [token for text in joined for token in text if token != " "]
    assert sorted(found[::2]) == sorted(a for a, _ in sentences)
    assert all(b == "b" + a[1:] for a, b in zip(found[::2], found[1::2], strict=True))
    lengths = Counter(sum(token.startswith("a") for token in text) for text in joined)
    assert set(lengths) == {1, 2, 3}
    assert lengths[1] / len(joined) == pytest.approx(0.6, abs=0.1)
    assert texts.join(sentences, seed=0, joint=list(joint)) == joined


def test_pad():
    ids, targets = texts.pad([np.array([5, 6, 7]), np.array([1, 2])])
    assert ids.tolist() == [[5, 6], [1, 2]]
    assert targets.tolist() == [[6, 7], [2, texts.IGNORE]]
