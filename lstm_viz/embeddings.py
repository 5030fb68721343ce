"""Words as points: a map by principal component analysis, and neighbours by cosine."""

from dataclasses import dataclass

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
    def fit(cls, points: np.ndarray, k: int = 2):
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
        return cls(mean, components * np.sign(largest), variance[order] / variance.sum())

    def transform(self, points: np.ndarray) -> np.ndarray:
        """Coordinates on the map, (N, k), of points (N, E)."""
        return (points - self.mean) @ self.components.T


def normalize(vectors: np.ndarray) -> np.ndarray:
    """Rows of length one, (N, E); a row of zeros stays one."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(length > 0, length, 1)


def neighbours(unit_vectors: np.ndarray, row: int, k: int = 5) -> list[tuple[int, float]]:
    """The k rows nearest to a row by cosine, nearest first, as (row, cosine); never the row itself.

    Args:
        unit_vectors: rows of length one (N, E), as `normalize` gives them.
    """
    cosines = unit_vectors @ unit_vectors[row]  # (N,)
    cosines[row] = -np.inf
    k = min(k, len(cosines) - 1)
    near = np.argpartition(-cosines, k - 1)[:k]
    return [(int(i), float(cosines[i])) for i in near[np.argsort(-cosines[near])]]
