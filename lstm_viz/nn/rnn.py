"""The plain recurrent network, in the same shape as `lstm`: one equation, one pass.

    h_t = tanh(W·[h_{t−1}, x_t] + b)

Elman (1990, "Finding structure in time"). Letters: T time steps, E size of an input, H hidden size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class RNNParameters:
    """The trainable arrays, shared by all time steps: W (H, H + E), b (H,)."""

    W: np.ndarray
    b: np.ndarray

    @classmethod
    def from_torch(
        cls, weight_ih: np.ndarray, weight_hh: np.ndarray, bias_ih: np.ndarray, bias_hh: np.ndarray
    ) -> Self:
        """From the arrays of `torch.nn.RNN`: weight_ih (H, E), weight_hh (H, H), biases (H,)."""
        return cls(np.concatenate([weight_hh, weight_ih], axis=1), bias_ih + bias_hh)

    @property
    def hidden_size(self) -> int:
        return len(self.b)


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed; all arrays float32."""

    inputs: np.ndarray  # x_t (T, E)
    hidden_state: np.ndarray  # h_t (T, H), −1…1
    initial_hidden_state: np.ndarray  # h_{−1} (H,)
    input_part: np.ndarray  # W_x·x_t (T, H)
    hidden_part: np.ndarray  # W_h·h_{t−1} (T, H)
    bias: np.ndarray  # b (H,)

    def __len__(self) -> int:
        return len(self.inputs)


def step(p: RNNParameters, x: np.ndarray, h: np.ndarray) -> np.ndarray:
    """Read one input x_t (E,) with the state h_{t−1} (H,); returns h_t (H,)."""
    # h_t = tanh(W·[h_{t−1}, x_t] + b)
    return np.tanh(p.W @ np.concatenate([h, x]) + p.b)  # (H,)


def run(
    p: RNNParameters,
    inputs: np.ndarray,
    h0: np.ndarray | None = None,
    squash: Callable[[np.ndarray], np.ndarray] = np.tanh,
) -> Trace:
    """Read a sequence: `step` at every t, with the inputs' part computed at once.

    Args:
        inputs: x (T, E).  h0: state before the first step (H,); zero where not given.
        squash: what makes the new state of the sum.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    H = p.hidden_size
    inputs = np.ascontiguousarray(inputs, dtype=np.float32)
    if inputs.ndim != 2 or inputs.shape[1] != p.W.shape[1] - H:
        raise ValueError(f"The inputs must have shape (T, {p.W.shape[1] - H}), not {inputs.shape}.")
    h0 = np.zeros(H, np.float32) if h0 is None else np.asarray(h0, np.float32)
    if h0.shape != (H,):
        raise ValueError(f"The initial state must have shape ({H},).")

    W, b = p.W.astype(np.float32), p.b.astype(np.float32)
    W_h = np.ascontiguousarray(W[:, :H])  # (H, H)
    x_part = inputs @ W[:, H:].T  # (T, H)
    h_part, states = np.empty((2, len(inputs), H), np.float32)
    h = h0
    for t in range(len(inputs)):
        np.dot(W_h, h, out=h_part[t])
        h = states[t] = squash(h_part[t] + x_part[t] + b)
    return Trace(inputs, states, h0, x_part, h_part, b)
