"""The word map against scikit-learn, neighbours against gensim."""

import numpy as np
import pytest
from gensim.models import KeyedVectors
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import PCA as Oracle

from lstm_viz.nn import embeddings


def points(N, E, seed=0):
    """Points that spread differently along every axis, far from the origin."""
    rng = np.random.default_rng(seed)
    return rng.standard_normal((N, E)) * np.linspace(1, 3, E) + rng.standard_normal(E) * 5


@pytest.mark.parametrize(("N", "E", "k"), [(50, 2, 2), (300, 20, 2), (12, 30, 3), (300, 20, 20)])
def test_pca_is_that_of_scikit_learn(N, E, k):
    X = points(N, E)
    ours, theirs = embeddings.PCA.fit(X, k), Oracle(k, svd_solver="full").fit(X)
    sign = np.sign((ours.components * theirs.components_).sum(axis=1))
    np.testing.assert_allclose(ours.components, theirs.components_ * sign[:, None], atol=1e-6)
    np.testing.assert_allclose(ours.transform(X), theirs.transform(X) * sign, atol=1e-6)
    np.testing.assert_allclose(ours.explained, theirs.explained_variance_ratio_, atol=1e-9)


def test_map_of_the_shipped_words(everyday):
    X = everyday.embeddings
    ours, theirs = embeddings.PCA.fit(X), Oracle(2, svd_solver="full").fit(X.astype(np.float64))
    sign = np.sign((ours.components * theirs.components_).sum(axis=1))
    np.testing.assert_allclose(ours.transform(X), theirs.transform(X) * sign, atol=1e-6)
    np.testing.assert_allclose(ours.explained, theirs.explained_variance_ratio_, atol=1e-9)


def test_signs_are_fixed():
    """The largest entry of each component is positive, so that the map does not flip."""
    X = points(80, 6)
    components = embeddings.PCA.fit(X, 6).components
    assert all(row[np.abs(row).argmax()] > 0 for row in components)
    # points turned upside down lie along the same axes
    np.testing.assert_allclose(embeddings.PCA.fit(-X, 6).components, components, atol=1e-9)


@pytest.mark.parametrize("k", [0, 4])
def test_pca_of_too_many_components(k):
    with pytest.raises(ValueError, match="components"):
        embeddings.PCA.fit(points(10, 3), k)


def test_neighbours_are_those_of_gensim(everyday):
    tokens = everyday.vocabulary.tokens
    vectors = KeyedVectors(everyday.sizes["E"])
    vectors.add_vectors(tokens, everyday.embeddings)
    unit_vectors = embeddings.normalize(everyday.embeddings)
    for word in ("river", "king", "dog", "run", "the", "paris"):
        ours = embeddings.neighbours(unit_vectors, everyday.vocabulary.index[word], k=10)
        theirs = vectors.most_similar(word, topn=10)
        assert [tokens[i] for i, _ in ours] == [token for token, _ in theirs]
        np.testing.assert_allclose([c for _, c in ours], [c for _, c in theirs], atol=1e-5)


@given(st.integers(2, 40), st.integers(1, 8), st.integers(1, 50), st.integers(0, 999))
def test_neighbours_by_brute_force(N, E, k, seed):
    unit_vectors = embeddings.normalize(np.random.default_rng(seed).standard_normal((N, E)))
    row = seed % N
    near = embeddings.neighbours(unit_vectors, row, k)
    cosines = [float(unit_vectors[row] @ other) for other in unit_vectors]
    expected = sorted((c for i, c in enumerate(cosines) if i != row), reverse=True)[:k]
    np.testing.assert_allclose([c for _, c in near], expected, atol=1e-12)
    assert row not in [i for i, _ in near]
    np.testing.assert_allclose([cosines[i] for i, _ in near], [c for _, c in near], atol=1e-12)


def test_normalize_leaves_zeros():
    unit = embeddings.normalize(np.array([[3.0, 4.0], [0.0, 0.0]]))
    np.testing.assert_allclose(unit, [[0.6, 0.8], [0, 0]])
