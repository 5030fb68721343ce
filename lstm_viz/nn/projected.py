"""The LSTM whose output is projected to fewer numbers before it is handed on: `proj_size` in PyTorch.

    f_t, i_t, C̃_t, o_t, C_t    as in `lstm`, from [h_{t−1}, x_t]
    h_t = W_r·(o_t ∗ tanh(C_t))

Sak, Senior and Beaufays (2014, "Long short-term memory based recurrent neural network architectures for
large vocabulary speech recognition", section 2).

Letters: T time steps, E size of an input, H size of the memory, P ≤ H size of the hidden state.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from . import lstm
from .gate_parts import gate_parts


@dataclass(frozen=True)
class ProjectedParameters:
    """An LSTM's arrays, with P columns instead of H for h_{t−1}, and the projection."""

    inner: lstm.LSTMParameters
    W_r: np.ndarray  # (P, H)

    @classmethod
    def from_torch(
        cls,
        weight_ih: np.ndarray,
        weight_hh: np.ndarray,
        bias_ih: np.ndarray,
        bias_hh: np.ndarray,
        weight_hr: np.ndarray,
    ) -> Self:
        """From the arrays of `torch.nn.LSTM` with proj_size = P: (4H, E), (4H, P), (4H,), (4H,), (P, H)."""
        return cls(lstm.LSTMParameters.from_torch(weight_ih, weight_hh, bias_ih, bias_hh), weight_hr)

    @property
    def hidden_size(self) -> int:
        """Size of the memory."""
        return self.inner.hidden_size


@dataclass(frozen=True)
class Trace(lstm.Trace):
    """As `lstm.Trace`, but the hidden state and the initial one have P numbers."""

    full_output: np.ndarray  # o_t ∗ tanh(C_t) (T, H), what is projected


def run(
    p: ProjectedParameters,
    inputs: np.ndarray,
    h0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
) -> Trace:
    """Read a sequence: `lstm.step` and the projection at every t.

    Args:
        inputs: x (T, E).  h0, c0: states before the first step, (P,) and (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    P, H = p.W_r.shape
    E = p.inner.W_f.shape[1] - P
    inputs = np.ascontiguousarray(inputs, dtype=np.float32)
    if inputs.ndim != 2 or inputs.shape[1] != E:
        raise ValueError(f"The inputs must have shape (T, {E}), not {inputs.shape}.")
    h = np.zeros(P, np.float32) if h0 is None else np.asarray(h0, np.float32)
    c = np.zeros(H, np.float32) if c0 is None else np.asarray(c0, np.float32)
    if h.shape != (P,) or c.shape != (H,):
        raise ValueError(f"The initial states must have shape ({P},) and ({H},).")
    h0, c0 = h, c
    f, i, g, o, C_all, full = np.empty((6, len(inputs), H), np.float32)
    h_all = np.empty((len(inputs), P), np.float32)
    for t, x in enumerate(inputs):
        f[t], i[t], g[t], C_all[t], o[t], full[t] = lstm.step(p.inner, x, h, c)
        # h_t = W_r·(o_t ∗ tanh(C_t))
        h_all[t] = p.W_r @ full[t]  # (P,)
        h, c = h_all[t], C_all[t]
    before = np.concatenate([h0[None], h_all])[:-1]  # h_{t−1} (T, P)
    input_part, hidden_part, bias = gate_parts(p.inner, inputs, before)
    return Trace(inputs, f, i, g, o, C_all, h_all, c0, h0, input_part, hidden_part, bias, full)
