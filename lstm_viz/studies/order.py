"""Orders in which the units of a layer can be shown, so that patterns can be seen."""

import numpy as np

from lstm_viz.nn import lstm


def by_index(cell_state: np.ndarray) -> np.ndarray:
    """As the model numbers its units: 0, 1, …, H − 1."""
    return np.arange(cell_state.shape[1])


def by_activity(cell_state: np.ndarray) -> np.ndarray:
    """The unit with the largest mean |C| over the text first."""
    return np.argsort(-np.abs(cell_state).mean(axis=0), kind="stable")


def by_similarity(cell_state: np.ndarray) -> np.ndarray:
    """Units that rise and fall together side by side.

    Each unit's course over time, (T,), scaled to length one, is laid on the plane of the
    first two principal components; the units are read around that plane's origin.
    """
    course = cell_state.T / np.maximum(np.linalg.norm(cell_state, axis=0), 1e-12)[:, None]  # (H, T)
    axes = np.linalg.svd(course, full_matrices=False)[2][:2]  # (≤2, T)
    plane = np.pad(course @ axes.T, ((0, 0), (0, 2 - len(axes))))  # (H, 2)
    return np.argsort(np.arctan2(plane[:, 1], plane[:, 0]), kind="stable")


ORDERS = {
    "similarity": by_similarity,
    "number": by_index,
    "activity": by_activity,
}  # the first is the default


def longest_memory(trace: lstm.Trace) -> int:
    """The unit that best shows what a memory is: it holds most of what one earlier word wrote.

    What word k wrote into C_T is (∏_{j>k} f_j) ∗ i_k ∗ C̃_k; of all words but the last third, the
    largest size counts.
    """
    T = len(trace)
    kept = np.ones_like(trace.forget_gate)  # (T, H): ∏_{j>k} f_j
    kept[:-1] = np.cumprod(trace.forget_gate[:0:-1], axis=0)[::-1]
    written = np.abs(kept * trace.input_gate * trace.candidate)  # (T, H)
    return int(written[: max(1, 2 * T // 3)].max(axis=0).argmax())
