"""The gated recurrent unit, in the convention of `torch.nn.GRU`: four equations, one pass.

    r_t = σ(W_r·[h_{t−1}, x_t] + b_r)                       Reset
    z_t = σ(W_z·[h_{t−1}, x_t] + b_z)                       Update gate
    n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))    Candidate
    h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}                   New state

Cho et al. (2014, "Learning phrase representations using RNN encoder–decoder"). Two
conventions are in use: here, as in PyTorch, z near 1 *keeps* the old state (in the
paper's equation 7 too), and the reset gate acts on the product W_hn·h_{t−1}, not on
h_{t−1} itself.

Letters: T time steps, E size of an input, H hidden size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np

from .lstm import sigmoid


@dataclass(frozen=True)
class GRUParameters:
    """The trainable arrays, shared by all time steps."""

    W_r: np.ndarray  # (H, H + E)
    b_r: np.ndarray  # (H,)
    W_z: np.ndarray  # (H, H + E)
    b_z: np.ndarray  # (H,)
    W_hn: np.ndarray  # (H, H)
    b_hn: np.ndarray  # (H,)
    W_xn: np.ndarray  # (H, E)
    b_xn: np.ndarray  # (H,)

    @classmethod
    def from_torch(
        cls, weight_ih: np.ndarray, weight_hh: np.ndarray, bias_ih: np.ndarray, bias_hh: np.ndarray
    ) -> Self:
        """From the arrays of `torch.nn.GRU`, blocks of H rows in the order r, z, n.

        Args:
            weight_ih: (3H, E).  weight_hh: (3H, H).  bias_ih, bias_hh: (3H,).
        """
        x_r, x_z, W_xn = np.split(weight_ih, 3)
        h_r, h_z, W_hn = np.split(weight_hh, 3)
        b_r, b_z, _ = np.split(bias_ih + bias_hh, 3)
        b_xn, b_hn = np.split(bias_ih, 3)[2], np.split(bias_hh, 3)[2]
        W_r, W_z = np.concatenate([h_r, x_r], axis=1), np.concatenate([h_z, x_z], axis=1)  # [h, x]
        return cls(W_r, b_r, W_z, b_z, W_hn, b_hn, W_xn, b_xn)

    @property
    def hidden_size(self) -> int:
        return len(self.b_r)


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed; all arrays float32."""

    inputs: np.ndarray  # x_t (T, E)
    reset_gate: np.ndarray  # r_t (T, H), 0…1
    update_gate: np.ndarray  # z_t (T, H), 0…1: 1 keeps the old state
    candidate: np.ndarray  # n_t (T, H), −1…1
    hidden_state: np.ndarray  # h_t (T, H), −1…1
    initial_hidden_state: np.ndarray  # h_{−1} (H,)

    def __len__(self) -> int:
        return len(self.inputs)


def step(p: GRUParameters, x: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, ...]:
    """Read one input x_t (E,) with the state h_{t−1} (H,); returns (r, z, n, h), each (H,)."""
    hx = np.concatenate([h, x])  # (H + E,)
    # r_t = σ(W_r·[h_{t−1}, x_t] + b_r)
    r = sigmoid(p.W_r @ hx + p.b_r)  # (H,)
    # z_t = σ(W_z·[h_{t−1}, x_t] + b_z)
    z = sigmoid(p.W_z @ hx + p.b_z)  # (H,)
    # n_t = tanh(W_xn·x_t + b_xn + r_t ∗ (W_hn·h_{t−1} + b_hn))
    n = np.tanh(p.W_xn @ x + p.b_xn + r * (p.W_hn @ h + p.b_hn))  # (H,)
    # h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}
    return r, z, n, (1 - z) * n + z * h


def run(
    p: GRUParameters, inputs: np.ndarray, h0: np.ndarray | None = None, step: Callable = step
) -> Trace:
    """Read a sequence: `step` at every t.

    Args:
        inputs: x (T, E).  h0: state before the first step (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    H, E = p.W_xn.shape
    inputs = np.ascontiguousarray(inputs, dtype=np.float32)
    if inputs.ndim != 2 or inputs.shape[1] != E:
        raise ValueError(f"The inputs must have shape (T, {E}), not {inputs.shape}.")
    h0 = np.zeros(H, np.float32) if h0 is None else np.asarray(h0, np.float32)
    if h0.shape != (H,):
        raise ValueError(f"The initial state must have shape ({H},).")
    r, z, n, states = np.empty((4, len(inputs), H), np.float32)
    h = h0
    for t, x in enumerate(inputs):
        r[t], z[t], n[t], states[t] = step(p, x, h)
        h = states[t]
    return Trace(inputs, r, z, n, states, h0)
