"""The plain recurrent network whose state is not squashed but cut at zero: `torch.nn.RNN` with ReLU.

    h_t = max(0, W·[h_{t−1}, x_t] + b)

Le, Jaitly and Hinton (2015, "A simple way to initialize recurrent networks of rectified linear units").
Its parameters are those of `rnn`. Letters: T time steps, E size of an input, H hidden size.
"""

from dataclasses import dataclass

import numpy as np

from . import rnn
from .rnn import RNNParameters


@dataclass(frozen=True)
class Trace(rnn.Trace):
    """Everything one pass computed, as `rnn.Trace`; h_t is 0 or more, without a bound."""


def step(p: RNNParameters, x: np.ndarray, h: np.ndarray) -> np.ndarray:
    """Read one input x_t (E,) with the state h_{t−1} (H,); returns h_t (H,)."""
    # h_t = max(0, W·[h_{t−1}, x_t] + b)
    return np.maximum(0, p.W @ np.concatenate([h, x]) + p.b)  # (H,)


def run(p: RNNParameters, inputs: np.ndarray, h0: np.ndarray | None = None) -> Trace:
    """Read a sequence: `step` at every t, with the inputs' part computed at once.

    Args:
        inputs: x (T, E).  h0: state before the first step (H,); zero where not given.

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    return Trace(**vars(rnn.run(p, inputs, h0, lambda z: np.maximum(0, z))))
