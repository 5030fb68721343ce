"""The LSTM whose gates are computed by convolution: a memory for moving pictures.

    f_t = σ(W_f ⊛ [h_{t−1}, x_t] + b_f)          Forget
    i_t = σ(W_i ⊛ [h_{t−1}, x_t] + b_i)          Store
    C̃_t = tanh(W_C ⊛ [h_{t−1}, x_t] + b_C)       Store
    C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t              Update
    o_t = σ(W_o ⊛ [h_{t−1}, x_t] + b_o)          Output
    h_t = o_t ∗ tanh(C_t)                        Output

Only · has become ⊛, the convolution: x, h, C and every gate are pictures now. Shi et al. (2015,
"Convolutional LSTM network: a machine learning approach for precipitation nowcasting",
equation 3), without the peephole terms W_c ∗ C.

Letters in the shape comments: T time steps, X channels of an input picture, H channels of the
memory, R rows, S columns, k size of a kernel (odd).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from .lstm import sigmoid


@dataclass(frozen=True)
class ConvLSTMParameters:
    """The trainable arrays, shared by all time steps and all places: W (H, H + X, k, k), b (H,)."""

    W_f: np.ndarray
    b_f: np.ndarray
    W_i: np.ndarray
    b_i: np.ndarray
    W_C: np.ndarray
    b_C: np.ndarray
    W_o: np.ndarray
    b_o: np.ndarray

    @classmethod
    def from_torch(cls, weight_ih: np.ndarray, weight_hh: np.ndarray, bias: np.ndarray) -> Self:
        """From blocks of H channels in the order i, f, g (= C̃), o.

        Args:
            weight_ih: (4H, X, k, k).  weight_hh: (4H, H, k, k).  bias: (4H,).
        """
        W = np.concatenate([weight_hh, weight_ih], axis=1)  # (4H, H + X, k, k): [h, x]
        (W_i, W_f, W_C, W_o) = np.split(W, 4)
        (b_i, b_f, b_C, b_o) = np.split(bias, 4)
        return cls(W_f, b_f, W_i, b_i, W_C, b_C, W_o, b_o)

    @property
    def channels(self) -> int:
        """H."""
        return len(self.b_f)

    @cached_property
    def packed(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For `run`: W_h (4H, H, k, k), W_x (4H, X, k, k), biases (4H, 1), in the order f, i, o, C̃."""
        W = np.concatenate([self.W_f, self.W_i, self.W_o, self.W_C]).astype(np.float32)
        b = np.concatenate([self.b_f, self.b_i, self.b_o, self.b_C]).astype(np.float32)
        H = self.channels
        return np.ascontiguousarray(W[:, :H]), np.ascontiguousarray(W[:, H:]), b[:, None]


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed; all arrays float32."""

    inputs: np.ndarray  # x_t (T, X, R, S)
    forget_gate: np.ndarray  # f_t (T, H, R, S), 0…1
    input_gate: np.ndarray  # i_t (T, H, R, S), 0…1
    candidate: np.ndarray  # C̃_t (T, H, R, S), −1…1
    output_gate: np.ndarray  # o_t (T, H, R, S), 0…1
    cell_state: np.ndarray  # C_t (T, H, R, S)
    hidden_state: np.ndarray  # h_t (T, H, R, S), −1…1

    def __len__(self) -> int:
        return len(self.inputs)


def convolve(W: np.ndarray, pictures: np.ndarray) -> np.ndarray:
    """W ⊛ pictures: every place's neighbourhood, weighted by the same kernel; zeros around the edge.

    As in all of deep learning the kernel is not mirrored (strictly, a cross-correlation).

    Args:
        W: (out, in, k, k).  pictures: (…, in, R, S).

    Returns:
        (…, out, R·S)
    """
    out, channels, k, _ = W.shape
    *first, _, R, S = pictures.shape
    edge = [(0, 0)] * (len(first) + 1) + [(k // 2, k // 2)] * 2
    around = np.lib.stride_tricks.sliding_window_view(np.pad(pictures, edge), (k, k), axis=(-2, -1))
    n = len(first)
    patches = around.transpose(*range(n), n, n + 3, n + 4, n + 1, n + 2)  # (…, in, k, k, R, S)
    return W.reshape(out, -1) @ patches.reshape(*first, channels * k * k, R * S)


def step(p: ConvLSTMParameters, x: np.ndarray, h: np.ndarray, c: np.ndarray) -> tuple[np.ndarray, ...]:
    """Read one picture; returns (f, i, C̃, C, o, h), each (H, R, S).

    Args:
        x: picture x_t (X, R, S).  h: hidden state h_{t−1} (H, R, S).  c: cell state C_{t−1} (H, R, S).
    """
    hx = np.concatenate([h, x])  # (H + X, R, S)
    # f_t = σ(W_f ⊛ [h_{t−1}, x_t] + b_f)
    forget = sigmoid(convolve(p.W_f, hx).reshape(h.shape) + p.b_f[:, None, None])
    # i_t = σ(W_i ⊛ [h_{t−1}, x_t] + b_i)
    write = sigmoid(convolve(p.W_i, hx).reshape(h.shape) + p.b_i[:, None, None])
    # C̃_t = tanh(W_C ⊛ [h_{t−1}, x_t] + b_C)
    candidate = np.tanh(convolve(p.W_C, hx).reshape(h.shape) + p.b_C[:, None, None])
    # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    c = forget * c + write * candidate
    # o_t = σ(W_o ⊛ [h_{t−1}, x_t] + b_o)
    output = sigmoid(convolve(p.W_o, hx).reshape(h.shape) + p.b_o[:, None, None])
    # h_t = o_t ∗ tanh(C_t)
    h = output * np.tanh(c)
    return forget, write, candidate, c, output, h


def run(
    p: ConvLSTMParameters,
    inputs: np.ndarray,
    follow: Callable[[np.ndarray], np.ndarray] | None = None,
    steps: int = 0,
) -> Trace:
    """Read pictures, then, where asked, go on alone.

    Args:
        inputs: x (T, X, R, S), at least one picture.
        follow: makes the next picture (X, R, S) of a hidden state (H, R, S).
        steps: how many more steps read what `follow` makes.

    Raises:
        ValueError: pictures of another form, or steps without `follow`.
    """
    H, (W_h, W_x, b) = p.channels, p.packed
    inputs = np.asarray(inputs, np.float32)
    if inputs.ndim != 4 or inputs.shape[1] != W_x.shape[1] or not len(inputs):
        raise ValueError(f"The pictures must have shape (T, {W_x.shape[1]}, rows, columns).")
    if steps and follow is None:
        raise ValueError("To go on alone the network needs a way to make the next picture.")
    seen, T = len(inputs), len(inputs) + steps
    R, S = inputs.shape[2:]
    x_part = convolve(W_x, inputs)  # (seen, 4H, R·S)
    x = np.concatenate([inputs, np.empty((steps, *inputs.shape[1:]), np.float32)])
    act = np.empty((T, 4 * H, R * S), np.float32)
    f, i, o, g = (act[:, k * H : (k + 1) * H] for k in range(4))  # each (T, H, R·S), views into act
    C, h = np.zeros((2, T, H, R * S), np.float32)
    for t in range(T):
        if follow is not None and t >= seen:
            x[t] = follow(h[t - 1].reshape(H, R, S))
        a = np.add(x_part[t] if t < seen else convolve(W_x, x[t]), b, out=act[t])
        if t:
            a += convolve(W_h, h[t - 1].reshape(H, R, S))
        gates = a[: 3 * H]
        gates *= 0.5
        np.tanh(a, out=a)
        gates *= 0.5
        gates += 0.5
        np.multiply(i[t], g[t], out=C[t])
        if t:
            C[t] += f[t] * C[t - 1]
        np.multiply(o[t], np.tanh(C[t]), out=h[t])
    return Trace(x, *(part.reshape(T, H, R, S) for part in (f, i, g, o, C, h)))
