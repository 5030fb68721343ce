"""What each gate of an LSTM is told by its input, by the last output and by its bias, for a whole sequence."""

from typing import Any

import numpy as np


def gate_parts(
    p: Any, inputs: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """W_x·x_t and W_h·h_{t−1} (T, 4, H), and b (4, H), gates in the order of `lstm.GATES`.

    Args:
        p: parameters with W_f, W_i, W_C, W_o, each (H, J + E), and b_f, b_i, b_C, b_o.
        inputs: x (T, E).  before: h_{t−1} (T, J).
    """
    J = before.shape[1]
    W = np.stack([p.W_f, p.W_i, p.W_C, p.W_o]).astype(np.float32)  # (4, H, J + E)
    hidden_part = np.einsum("tj,ghj->tgh", before, W[:, :, :J], optimize=True)
    input_part = np.einsum("te,ghe->tgh", inputs, W[:, :, J:], optimize=True)
    bias = np.stack([p.b_f, p.b_i, p.b_C, p.b_o]).astype(np.float32)
    return input_part, hidden_part, bias
