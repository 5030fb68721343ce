"""One-hot vectors and the tables of all pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.pairwise import euclidean_distances

from lstm_viz.nn.one_hot import distances, gram, one_hot


@given(st.integers(1, 30))
def test_gram_matrix_is_the_identity(V):
    rows = one_hot(np.arange(V), V)
    np.testing.assert_array_equal(gram(rows), np.eye(V))
    apart = distances(rows)
    np.testing.assert_allclose(apart[~np.eye(V, dtype=bool)], np.sqrt(2), rtol=1e-6)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=9))
def test_product_is_the_look_up(ids):
    matrix = np.random.default_rng(0).normal(size=(7, 4)).astype(np.float32)
    np.testing.assert_array_equal(one_hot(np.array(ids), 7) @ matrix, matrix[ids])


def test_distances_are_those_of_scikit_learn():
    rows = np.random.default_rng(1).normal(size=(20, 6))
    np.testing.assert_allclose(distances(rows), euclidean_distances(rows), atol=1e-6)


@pytest.mark.parametrize("ids", [[3], [-1]])
def test_no_such_word(ids):
    with pytest.raises(IndexError, match="0 to 2"):
        one_hot(np.array(ids), 3)
