"""Three activation functions, their slopes, and what a chain of slopes does.

In backpropagation each layer multiplies the gradient by the slope of its activation: over n layers
by the product of n slopes. Where no slope exceeds ¼, ten layers leave less than a millionth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .lstm import sigmoid


@dataclass(frozen=True)
class Activation:
    """A function of the pre-activation z, and its derivative."""

    name: str
    formula: str
    slope_formula: str
    f: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    steepest: float  # the largest value of the derivative


def sigmoid_slope(z: np.ndarray) -> np.ndarray:
    """σ′(z) = σ(z)·(1 − σ(z)), at most ¼ (at z = 0)."""
    s = sigmoid(z)
    return s * (1 - s)


def tanh_slope(z: np.ndarray) -> np.ndarray:
    """tanh′(z) = 1 − tanh²(z), at most 1 (at z = 0)."""
    return 1 - np.tanh(z) ** 2


def relu(z: np.ndarray) -> np.ndarray:
    """max(0, z)."""
    return np.maximum(0.0, z)


def relu_slope(z: np.ndarray) -> np.ndarray:
    """1 where z > 0, else 0. At 0 itself there is no derivative; 0 is taken, as PyTorch does."""
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


ACTIVATIONS = (
    Activation("σ", "σ(z) = 1 / (1 + e⁻ᶻ)", "σ′(z) = σ(z)·(1 − σ(z))", sigmoid, sigmoid_slope, 0.25),
    Activation("tanh", "tanh(z)", "tanh′(z) = 1 − tanh²(z)", np.tanh, tanh_slope, 1.0),
    Activation("ReLU", "ReLU(z) = max(0, z)", "ReLU′(z) = 1 for z > 0, else 0", relu, relu_slope, 1.0),
)
