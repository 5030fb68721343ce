"""Words as points: a map by principal component analysis, and neighbours by cosine."""

from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class PCA:
    """The flat map on which points lie as far apart as a flat map can show them.

    Pearson (1901); computed from the singular value decomposition of the centred
    points, as scikit-learn does. A component's sign is arbitrary: here its largest
    entry is positive.
    """

    mean: np.ndarray  # (E,)
    components: np.ndarray  # (k, E), orthonormal rows
    explained: np.ndarray  # (k,), share of the variance along each component, 0…1

    @classmethod
    def fit(cls, points: np.ndarray, k: int = 2) -> Self:
        """Fit to points (N, E).

        Raises:
            ValueError: more components asked for than the points have.
        """
        if not 1 <= k <= min(points.shape):
            raise ValueError(
                f"{points.shape} points have at most {min(points.shape)} components, not {k}."
            )
        points = np.asarray(points, np.float64)
        mean = points.mean(axis=0)
        # X = U·S·Vᵀ; the rows of Vᵀ are the eigenvectors of XᵀX, which is small: (E, E)
        centred = points - mean
        variance, vectors = np.linalg.eigh(centred.T @ centred)
        order = np.argsort(variance)[::-1][:k]
        components = vectors[:, order].T
        largest = np.take_along_axis(components, np.abs(components).argmax(1)[:, None], axis=1)
        total = variance.sum() or 1.0  # 0 where all points are one
        return cls(mean, components * np.sign(largest), variance[order] / total)

    def transform(self, points: np.ndarray) -> np.ndarray:
        """Coordinates on the map, (N, k), of points (N, E)."""
        return (points - self.mean) @ self.components.T


def normalize(vectors: np.ndarray) -> np.ndarray:
    """Rows of length one, (N, E); a row of zeros stays one."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    vectors = vectors / np.where(largest > 0, largest, 1)  # squares of huge or tiny numbers are none
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(length > 0, length, 1)


def nearest(
    unit_vectors: np.ndarray, direction: np.ndarray, k: int = 5, without: tuple[int, ...] = ()
) -> list[tuple[int, float]]:
    """The k rows nearest to a direction by cosine, nearest first, as (row, cosine).

    Args:
        unit_vectors: rows of length one (N, E), as `normalize` gives them.
        direction: (E,), of length one.
        without: rows that do not count.
    """
    cosines = unit_vectors @ direction  # (N,)
    cosines[list(without)] = -np.inf
    k = min(k, len(cosines) - len(set(without)))
    if k < 1:
        return []
    near = np.argpartition(cosines, len(cosines) - k)[-k:]
    return [(int(i), float(cosines[i])) for i in near[np.argsort(-cosines[near], kind="stable")]]


def neighbours(unit_vectors: np.ndarray, row: int, k: int = 5) -> list[tuple[int, float]]:
    """The k rows nearest to a row by cosine, nearest first, as (row, cosine); never the row itself."""
    return nearest(unit_vectors, unit_vectors[row], k, without=(row,))


def analogy(unit_vectors: np.ndarray, a: int, minus: int, plus: int) -> np.ndarray:
    """The direction a − minus + plus of rows, (E,), of length one: king − man + woman.

    The rule 3CosAdd of Mikolov, Yih and Zweig (2013), "Linguistic regularities in continuous
    space word representations": vectors of length one are added, then the nearest word by
    cosine is taken, the question's own words left out (see `nearest`).
    """
    direction = unit_vectors[a] - unit_vectors[minus] + unit_vectors[plus]
    return normalize(direction[None])[0]
