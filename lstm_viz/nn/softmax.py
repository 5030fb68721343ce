"""Scores become probabilities."""

import numpy as np


def softmax(scores: np.ndarray) -> np.ndarray:
    """p_k = e^{s_k} / Σ_j e^{s_j} over the last axis; the largest is taken out, so none overflows."""
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
