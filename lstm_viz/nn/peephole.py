"""The peephole LSTM: the gates see the memory that they guard, each unit its own, through one weight.

    f_t = σ(W_f·[h_{t−1}, x_t] + p_f ∗ C_{t−1} + b_f)      Forget
    i_t = σ(W_i·[h_{t−1}, x_t] + p_i ∗ C_{t−1} + b_i)      Store
    C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)                   Store
    C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t                        Update
    o_t = σ(W_o·[h_{t−1}, x_t] + p_o ∗ C_t + b_o)          Output
    h_t = o_t ∗ tanh(C_t)                                  Output

Gers and Schmidhuber (2000, "Recurrent nets that time and count"). The forget and input gates act
before the memory changes and see the old one; the output gate acts after it and sees the new one.
With p_f = p_i = p_o = 0 it is the cell of `lstm`.

Letters in the shape comments: T time steps, E size of an input, H hidden size.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from . import lstm
from .gate_parts import gate_parts
from .lstm import sigmoid

GATES = lstm.GATES  # order of the second axis of the parts below


@dataclass(frozen=True)
class PeepholeParameters:
    """The eleven trainable arrays, shared by all time steps: each W (H, H + E), each b and p (H,)."""

    W_f: np.ndarray
    p_f: np.ndarray
    b_f: np.ndarray
    W_i: np.ndarray
    p_i: np.ndarray
    b_i: np.ndarray
    W_C: np.ndarray
    b_C: np.ndarray
    W_o: np.ndarray
    p_o: np.ndarray
    b_o: np.ndarray

    @classmethod
    def from_torch(
        cls,
        weight_ih: np.ndarray,
        weight_hh: np.ndarray,
        bias_ih: np.ndarray,
        bias_hh: np.ndarray,
        peephole: np.ndarray,
    ) -> Self:
        """From the arrays of `torch.nn.LSTM`, blocks of H rows in the order i, f, g (= C̃), o.

        Args:
            weight_ih: (4H, E).  weight_hh: (4H, H).  bias_ih, bias_hh: (4H,).
            peephole: (3H,), blocks in the order i, f, o; PyTorch has no such array.
        """
        p_i, p_f, p_o = np.split(peephole, 3)
        same = lstm.LSTMParameters.from_torch(weight_ih, weight_hh, bias_ih, bias_hh)
        return cls(**vars(same), p_f=p_f, p_i=p_i, p_o=p_o)

    @property
    def hidden_size(self) -> int:
        return len(self.b_f)


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed; all arrays float32.

    The second axis of the four parts follows `GATES`. Their sum is the
    pre-activation z, what σ or tanh is applied to.
    """

    inputs: np.ndarray  # x_t (T, E)
    forget_gate: np.ndarray  # f_t (T, H), 0…1
    input_gate: np.ndarray  # i_t (T, H), 0…1
    candidate: np.ndarray  # C̃_t (T, H), −1…1
    output_gate: np.ndarray  # o_t (T, H), 0…1
    cell_state: np.ndarray  # C_t (T, H)
    hidden_state: np.ndarray  # h_t (T, H), −1…1
    initial_cell_state: np.ndarray  # C_{−1} (H,)
    initial_hidden_state: np.ndarray  # h_{−1} (H,)
    input_part: np.ndarray  # W_x·x_t (T, 4, H)
    hidden_part: np.ndarray  # W_h·h_{t−1} (T, 4, H)
    peephole_part: np.ndarray  # p ∗ C_{t−1}, of the output gate p ∗ C_t, of the candidate 0 (T, 4, H)
    bias: np.ndarray  # b (4, H)

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def pre_activation(self) -> np.ndarray:
        """z = W·[h_{t−1}, x_t] + p ∗ C + b, (T, 4, H)."""
        return self.input_part + self.hidden_part + self.peephole_part + self.bias


def step(p: PeepholeParameters, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, ...]:
    """Read one input; returns (f, i, C̃, C, o, h), each (H,).

    Args:
        x: input x_t (E,).  h: hidden state h_{t−1} (H,).  c: cell state C_{t−1} (H,).
    """
    hx = np.concatenate([h, x])  # (H + E,)
    # f_t = σ(W_f·[h_{t−1}, x_t] + p_f ∗ C_{t−1} + b_f)
    forget = sigmoid(p.W_f @ hx + p.p_f * c + p.b_f)  # (H,)
    # i_t = σ(W_i·[h_{t−1}, x_t] + p_i ∗ C_{t−1} + b_i)
    write = sigmoid(p.W_i @ hx + p.p_i * c + p.b_i)  # (H,)
    # C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)
    candidate = np.tanh(p.W_C @ hx + p.b_C)  # (H,)
    # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    c = forget * c + write * candidate  # (H,)
    # o_t = σ(W_o·[h_{t−1}, x_t] + p_o ∗ C_t + b_o)
    output = sigmoid(p.W_o @ hx + p.p_o * c + p.b_o)  # (H,)
    # h_t = o_t ∗ tanh(C_t)
    h = output * np.tanh(c)  # (H,)
    return forget, write, candidate, c, output, h


def run(
    p: PeepholeParameters,
    inputs: np.ndarray,
    h0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
) -> Trace:
    """Read a sequence: `step` at every t, with every intermediate kept.

    Args:
        inputs: x (T, E).  h0, c0: states before the first step, (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    H, E = p.hidden_size, p.W_f.shape[1] - p.hidden_size
    inputs = np.ascontiguousarray(inputs, dtype=np.float32)
    if inputs.ndim != 2 or inputs.shape[1] != E:
        raise ValueError(f"The inputs must have shape (T, {E}), not {inputs.shape}.")
    h0, c0 = (np.zeros(H, np.float32) if s is None else np.asarray(s, np.float32) for s in (h0, c0))
    if h0.shape != (H,) or c0.shape != (H,):
        raise ValueError(f"The initial states must have shape ({H},).")

    f, i, g, C_all, o, h_all = np.empty((6, len(inputs), H), np.float32)
    h, c = h0, c0
    for t, x in enumerate(inputs):
        f[t], i[t], g[t], C_all[t], o[t], h_all[t] = step(p, x, h, c)
        h, c = h_all[t], C_all[t]

    h_before = np.concatenate([h0[None], h_all])[:-1]  # h_{t−1} (T, H)
    c_before = np.concatenate([c0[None], C_all])[:-1]  # C_{t−1} (T, H)
    input_part, hidden_part, bias = gate_parts(p, inputs, h_before)
    seen = [p.p_f * c_before, p.p_i * c_before, np.zeros_like(C_all), p.p_o * C_all]
    peephole_part = np.stack(seen, axis=1).astype(np.float32)
    return Trace(inputs, f, i, g, o, C_all, h_all, c0, h0, input_part, hidden_part, peephole_part, bias)
