"""The gated recurrent unit whose reset gate acts before the product, as in the paper and in older Keras.

    r_t = σ(W_r·[h_{t−1}, x_t] + b_r)                              Reset
    z_t = σ(W_z·[h_{t−1}, x_t] + b_z)                              Update gate
    n_t = tanh(W_xn·x_t + b_xn + W_hn·(r_t ∗ h_{t−1}) + b_hn)      Candidate
    h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}                          New state

Cho et al. (2014, equations 5 to 8). Keras calls it `reset_after=False`, ONNX `linear_before_reset = 0`;
`gru` is the other convention, PyTorch's. Its parameters are those of `gru`.

Letters: T time steps, E size of an input, H hidden size.
"""

from dataclasses import dataclass

import numpy as np

from . import gru
from .gru import GRUParameters
from .lstm import sigmoid


@dataclass(frozen=True)
class Trace(gru.Trace):
    """Everything one pass computed, as `gru.Trace`."""


def step(p: GRUParameters, x: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, ...]:
    """Read one input x_t (E,) with the state h_{t−1} (H,); returns (r, z, n, h), each (H,)."""
    hx = np.concatenate([h, x])  # (H + E,)
    # r_t = σ(W_r·[h_{t−1}, x_t] + b_r)
    r = sigmoid(p.W_r @ hx + p.b_r)  # (H,)
    # z_t = σ(W_z·[h_{t−1}, x_t] + b_z)
    z = sigmoid(p.W_z @ hx + p.b_z)  # (H,)
    # n_t = tanh(W_xn·x_t + b_xn + W_hn·(r_t ∗ h_{t−1}) + b_hn)
    n = np.tanh(p.W_xn @ x + p.b_xn + p.W_hn @ (r * h) + p.b_hn)  # (H,)
    # h_t = (1 − z_t) ∗ n_t + z_t ∗ h_{t−1}
    return r, z, n, (1 - z) * n + z * h


def run(p: GRUParameters, inputs: np.ndarray, h0: np.ndarray | None = None) -> Trace:
    """Read a sequence: `step` at every t.

    Args:
        inputs: x (T, E).  h0: state before the first step (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    return Trace(**vars(gru.run(p, inputs, h0, step)))
