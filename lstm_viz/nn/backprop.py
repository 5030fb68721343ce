"""Backpropagation in a small feedforward network, as the four equations of Nielsen (2015, chapter 2).

    z^l = W^l·a^{l−1} + b^l,   a^l = σ(z^l),   C = ½ ‖y − a^L‖²
    δ^L = ∇_a C ⊙ σ′(z^L)
    δ^l = ((W^{l+1})ᵀ·δ^{l+1}) ⊙ σ′(z^l)
    ∂C/∂b^l = δ^l,   ∂C/∂W^l = δ^l·(a^{l−1})ᵀ

δ is ∂C/∂z: how fast the cost grows with a unit's pre-activation. ⊙ multiplies entry by entry.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from .activations import sigmoid_slope
from .lstm import sigmoid


@dataclass(frozen=True)
class Network:
    """Weights (n_l, n_{l−1}) and biases (n_l,) of layers 1 … L."""

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]

    @classmethod
    def small(cls, sizes: tuple[int, ...] = (2, 3, 2, 1), seed: int = 4) -> Self:
        """A network with random weights of one decimal, so that a reader can follow the numbers."""
        random = np.random.default_rng(seed)
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        weights = tuple(np.round(random.normal(0, 1.2, shape), 1) for shape in shapes)
        biases = tuple(np.round(random.normal(0, 0.5, n), 1) for n, _ in shapes)
        return cls(weights, biases)


@dataclass(frozen=True)
class Pass:
    """One forward and one backward pass; lists run over layers 1 … L, activations over 0 … L."""

    activations: list[np.ndarray]  # a^l, a^0 is the input x
    pre_activations: list[np.ndarray]  # z^l
    cost: float
    deltas: list[np.ndarray]  # δ^l
    weight_gradients: list[np.ndarray]  # ∂C/∂W^l
    bias_gradients: list[np.ndarray]  # ∂C/∂b^l


def forward(network: Network, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """All activations a^0 … a^L and pre-activations z^1 … z^L for an input x (n_0,)."""
    a, z = [np.asarray(x, np.float64)], []
    for W, b in zip(network.weights, network.biases, strict=True):
        # z^l = W^l·a^{l−1} + b^l
        z.append(W @ a[-1] + b)  # (n_l,)
        # a^l = σ(z^l)
        a.append(sigmoid(z[-1]))  # (n_l,)
    return a, z


def cost(output: np.ndarray, y: np.ndarray) -> float:
    """C = ½ ‖y − a^L‖²."""
    return 0.5 * float(((np.asarray(y) - output) ** 2).sum())


def backpropagate(network: Network, x: np.ndarray, y: np.ndarray) -> Pass:
    """One forward pass, then the deltas from the last layer to the first.

    Args:
        x: input (n_0,).  y: wanted output (n_L,).
    """
    a, z = forward(network, x)
    # δ^L = ∇_a C ⊙ σ′(z^L), and ∇_a C = a^L − y
    deltas = [(a[-1] - y) * sigmoid_slope(z[-1])]
    for W, z_l in zip(network.weights[:0:-1], z[-2::-1], strict=True):
        # δ^l = ((W^{l+1})ᵀ·δ^{l+1}) ⊙ σ′(z^l)
        deltas.insert(0, (W.T @ deltas[0]) * sigmoid_slope(z_l))  # (n_l,)
    # ∂C/∂W^l = δ^l·(a^{l−1})ᵀ
    gradients = [np.outer(delta, before) for delta, before in zip(deltas, a[:-1], strict=True)]
    return Pass(a, z, cost(a[-1], y), deltas, gradients, deltas)


def descend(network: Network, found: Pass, rate: float) -> Network:
    """One step of gradient descent: W − η·∂C/∂W, b − η·∂C/∂b."""
    pairs = zip(network.weights, found.weight_gradients, strict=True)
    weights = tuple(W - rate * gradient for W, gradient in pairs)
    pairs = zip(network.biases, found.bias_gradients, strict=True)
    return Network(weights, tuple(b - rate * gradient for b, gradient in pairs))
