"""The long short-term memory cell: six equations, and one pass over a sequence.

    f_t = σ(W_f·[h_{t−1}, x_t] + b_f)          Forget
    i_t = σ(W_i·[h_{t−1}, x_t] + b_i)          Store
    C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)       Store
    C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t            Update
    o_t = σ(W_o·[h_{t−1}, x_t] + b_o)          Output
    h_t = o_t ∗ tanh(C_t)                      Output

Square brackets concatenate, ∗ multiplies unit by unit. The cell is that of
Hochreiter and Schmidhuber (1997, "Long short-term memory") with the forget gate
of Gers, Schmidhuber and Cummins (2000, "Learning to forget").

Letters in the shape comments: T time steps, E size of an input, H hidden size.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Self

import numpy as np

GATES = ("forget", "input", "candidate", "output")  # order of the second axis of the parts below


def sigmoid(z: np.ndarray) -> np.ndarray:
    """σ(z) = 1 / (1 + e^{−z}), written with tanh so that no z overflows."""
    return 0.5 * np.tanh(0.5 * z) + 0.5


@dataclass(frozen=True)
class LSTMParameters:
    """The eight trainable arrays, shared by all time steps: each W (H, H + E), each b (H,)."""

    W_f: np.ndarray
    b_f: np.ndarray
    W_i: np.ndarray
    b_i: np.ndarray
    W_C: np.ndarray
    b_C: np.ndarray
    W_o: np.ndarray
    b_o: np.ndarray

    @classmethod
    def from_torch(
        cls, weight_ih: np.ndarray, weight_hh: np.ndarray, bias_ih: np.ndarray, bias_hh: np.ndarray
    ) -> Self:
        """From the arrays of `torch.nn.LSTM`, blocks of H rows in the order i, f, g (= C̃), o.

        Args:
            weight_ih: (4H, E).  weight_hh: (4H, H).  bias_ih, bias_hh: (4H,).
        """
        W = np.concatenate([weight_hh, weight_ih], axis=1)  # (4H, H + E): [h, x], as in the formulas
        (W_i, W_f, W_C, W_o) = np.split(W, 4)
        (b_i, b_f, b_C, b_o) = np.split(bias_ih + bias_hh, 4)
        return cls(W_f, b_f, W_i, b_i, W_C, b_C, W_o, b_o)

    @property
    def hidden_size(self) -> int:
        return len(self.b_f)

    @cached_property
    def packed(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For `run`: W_h (4H, H) and W_x (4H, E), biases (4H,), rows in the order f, i, o, C̃.

        The σ rows are halved, because σ(z) = ½ tanh(z/2) + ½; halving is exact in floating point.
        """
        H = self.hidden_size
        half = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), H)  # (4H,)
        W = np.concatenate([self.W_f, self.W_i, self.W_o, self.W_C]).astype(np.float32) * half[:, None]
        b = np.concatenate([self.b_f, self.b_i, self.b_o, self.b_C]).astype(np.float32) * half
        return np.ascontiguousarray(W[:, :H]), np.ascontiguousarray(W[:, H:]), b


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed; all arrays float32.

    The second axis of the three parts follows `GATES`. Their sum is the
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
    bias: np.ndarray  # b (4, H)

    def __len__(self) -> int:
        return len(self.inputs)

    @property
    def pre_activation(self) -> np.ndarray:
        """z = W·[h_{t−1}, x_t] + b, (T, 4, H)."""
        return self.input_part + self.hidden_part + self.bias


def step(p: LSTMParameters, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, ...]:
    """Read one input; returns (f, i, C̃, C, o, h), each (H,).

    Args:
        x: input x_t (E,).  h: hidden state h_{t−1} (H,).  c: cell state C_{t−1} (H,).
    """
    hx = np.concatenate([h, x])  # (H + E,)
    # f_t = σ(W_f·[h_{t−1}, x_t] + b_f)
    forget = sigmoid(p.W_f @ hx + p.b_f)  # (H,)
    # i_t = σ(W_i·[h_{t−1}, x_t] + b_i)
    write = sigmoid(p.W_i @ hx + p.b_i)  # (H,)
    # C̃_t = tanh(W_C·[h_{t−1}, x_t] + b_C)
    candidate = np.tanh(p.W_C @ hx + p.b_C)  # (H,)
    # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    c = forget * c + write * candidate  # (H,)
    # o_t = σ(W_o·[h_{t−1}, x_t] + b_o)
    output = sigmoid(p.W_o @ hx + p.b_o)  # (H,)
    # h_t = o_t ∗ tanh(C_t)
    h = output * np.tanh(c)  # (H,)
    return forget, write, candidate, c, output, h


def run(
    p: LSTMParameters, inputs: np.ndarray, h0: np.ndarray | None = None, c0: np.ndarray | None = None
) -> Trace:
    """Read a sequence: `step` at every t, made fast, with every intermediate kept.

    One matrix product serves all inputs, and one tanh serves all four blocks of a step.

    Args:
        inputs: x (T, E).  h0, c0: states before the first step, (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    H, (W_h, W_x, b) = p.hidden_size, p.packed
    inputs = np.ascontiguousarray(inputs, dtype=np.float32)
    if inputs.ndim != 2 or inputs.shape[1] != W_x.shape[1]:
        raise ValueError(f"The inputs must have shape (T, {W_x.shape[1]}), not {inputs.shape}.")
    h0, c0 = (np.zeros(H, np.float32) if s is None else np.asarray(s, np.float32) for s in (h0, c0))
    if h0.shape != (H,) or c0.shape != (H,):
        raise ValueError(f"The initial states must have shape ({H},).")

    T = len(inputs)
    x_part = inputs @ W_x.T  # (T, 4H)
    h_part, act = np.empty((2, T, 4 * H), np.float32)
    C_all, h_all, squashed = np.empty((3, T, H), np.float32)
    f, i, o, g = (act[:, k * H : (k + 1) * H] for k in range(4))  # each (T, H), views into act
    h, c, written = h0, c0, np.empty(H, np.float32)
    np.add(x_part, b, out=act)
    rows = zip(h_part, act, act[:, : 3 * H], f, i, o, g, C_all, squashed, h_all, strict=True)
    for recurrent, a, gates, f_t, i_t, o_t, g_t, c_t, tanh_c, h_t in rows:
        a += np.dot(W_h, h, out=recurrent)
        np.tanh(a, out=a)
        gates *= 0.5
        gates += 0.5
        np.multiply(i_t, g_t, out=written)
        c = np.multiply(f_t, c, out=c_t)
        c += written
        h = np.multiply(o_t, np.tanh(c, out=tanh_c), out=h_t)

    def by_gate(part: np.ndarray) -> np.ndarray:
        # (…, 4H) halved, in the order f, i, o, C̃ → (…, 4, H), in the order of GATES
        f, i, o, g = (part[..., k * H : (k + 1) * H] for k in range(4))
        return np.stack([f + f, i + i, g, o + o], axis=-2)

    return Trace(inputs, f, i, g, o, C_all, h_all, c0, h0, by_gate(x_part), by_gate(h_part), by_gate(b))


def arrays(trace: Any) -> dict[str, np.ndarray]:
    """The arrays of a trace by name, for export."""
    return {f.name: v for f in fields(trace) if isinstance(v := getattr(trace, f.name), np.ndarray)}
