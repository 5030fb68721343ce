"""Words as one-hot vectors: a 1 in the word's own place, 0 everywhere else."""

import numpy as np


def one_hot(ids: np.ndarray, V: int) -> np.ndarray:
    """One row for each id: (T,) → (T, V), a single 1 in each row.

    >>> one_hot(np.array([0, 2]), 3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]

    Raises:
        IndexError: an id outside 0 … V − 1.
    """
    if len(ids) and (min(ids) < 0 or max(ids) >= V):
        raise IndexError(f"Word numbers go from 0 to {V - 1}.")
    rows = np.zeros((len(ids), V), np.float32)
    rows[np.arange(len(ids)), ids] = 1
    return rows


def gram(rows: np.ndarray) -> np.ndarray:
    """The dot product of every row with every other, (N, E) → (N, N)."""
    # G = X·Xᵀ
    return rows @ rows.T


def distances(rows: np.ndarray) -> np.ndarray:
    """Euclidean distance of every row to every other, (N, E) → (N, N)."""
    # |a − b|² = a·a − 2·a·b + b·b
    G = gram(rows)
    squares = np.diag(G)
    return np.sqrt(np.maximum(squares[:, None] - 2 * G + squares[None, :], 0))
