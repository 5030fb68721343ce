"""Alignment of two texts, the distances, and surprise, against their definitions and PyTorch."""

import math

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.studies import surprise
from lstm_viz.studies.alignment import align, compare, difference


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the film was good", "the film was not good"),
        ("the player ran to catch", "the grizzly bear goes to catch"),
        ("a b c", "x y"),
        ("a", "a"),
        ("a a a a b", "b a a"),
    ],
)
def test_every_word_occurs_once_and_in_order(a, b):
    a, b = a.split(), b.split()
    pairs = align(a, b)
    assert [i for i, _ in pairs if i is not None] == list(range(len(a)))
    assert [j for _, j in pairs if j is not None] == list(range(len(b)))
    assert (None, None) not in pairs


def test_equal_words_stand_beside_each_other():
    pairs = align(["it", "was", "good", "."], ["it", "was", "not", "good", "."])
    assert pairs == [(0, 0), (1, 1), (None, 2), (2, 3), (3, 4)]


def test_equal_texts_never_part(model):
    trace = model.trace("the dogs are here")
    comparison = compare(model, trace, trace)
    assert comparison.parts_at is None and comparison.widest_at is None
    assert np.all(comparison.memory == 0) and np.all(comparison.predictions < 1e-9)


def test_memories_part_at_the_first_other_word(model):
    comparison = compare(
        model, model.trace("the dog near the house"), model.trace("the dogs near the house")
    )
    assert comparison.parts_at == 1
    assert comparison.memory[0] == 0 and comparison.memory[1] > 0.1
    assert comparison.widest_at is not None


def test_an_inserted_word_has_no_partner(model):
    first, second = model.trace("it was good"), model.trace("it was not good")
    comparison = compare(model, first, second)
    assert comparison.parts_at == 2 and np.isnan(comparison.memory[2])
    change = difference(first, second, "forget_gate", comparison.pairs)
    assert np.isnan(change[2]).all()
    np.testing.assert_array_equal(change[3], second.forget_gate[3] - first.forget_gate[2])


def test_texts_without_a_common_word(model):
    comparison = compare(model, model.trace("dogs"), model.trace("the green house"))
    assert comparison.parts_at == 0


def test_surprise_is_the_cross_entropy_in_bits(model):
    trace = model.trace("the dogs near the house are big")
    scores = torch.from_numpy(model.scores(trace.hidden_state[:-1]))
    expected = torch.nn.functional.cross_entropy(
        scores, torch.from_numpy(trace.ids[1:]), reduction="none"
    )
    bits = surprise.surprise(model, trace)
    assert math.isnan(bits[0])
    np.testing.assert_allclose(bits[1:], expected.numpy() / math.log(2), atol=1e-4)


def test_surprise_of_one_word_is_unknown(model):
    assert np.isnan(surprise.surprise(model, model.trace("dogs"))).all()


def test_divergence_of_equal_and_of_disjoint_predictions():
    a, b = np.array([[0.0, 1, 2], [100, 0, 0]]), np.array([[0.0, 1, 2], [0, 0, 100]])
    np.testing.assert_allclose(surprise.divergence(a, b), [0, 1], atol=1e-9)


def test_divergence_is_the_mean_kullback_leibler_divergence_from_the_middle():
    r = np.random.default_rng(0)
    a, b = r.normal(0, 2, (2, 5, 30))
    p, q = (torch.softmax(torch.from_numpy(s), -1) for s in (a, b))
    middle = ((p + q) / 2).log()
    kl = [torch.nn.functional.kl_div(middle, d, reduction="none").sum(-1) for d in (p, q)]
    expected = (kl[0] + kl[1]).numpy() / 2 / math.log(2)
    np.testing.assert_allclose(surprise.divergence(a, b), expected, atol=1e-9)
