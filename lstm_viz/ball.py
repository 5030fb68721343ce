"""A ball that bounces in a square, and two trained networks that say where it goes.

The table is 2 wide: places run from −1 to 1 both ways, and speeds are lengths a frame.
"""

import json
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import load_file

from . import rnn
from .model import MODELS

AHEAD = 12  # frames that the networks look ahead
SLOWEST, SPEEDIEST = 0.02, 0.12  # lengths a frame that the networks were trained on


def path(place, velocity, frames: int) -> np.ndarray:
    """Where a ball is at frame 0, 1, …, (frames, 2): straight on, folded back at each edge.

    Args:
        place: at frame 0, (2,), each −1 … 1.  velocity: (2,), lengths a frame.
    """
    straight = np.add(place, np.multiply.outer(np.arange(frames), velocity))  # (frames, 2)
    there = np.mod(straight + 1, 4)
    return np.where(there < 2, there - 1, 3 - there)


@dataclass(frozen=True)
class Guessers:
    """The two networks, with the errors that were measured on balls they had never seen."""

    tensors: dict[str, np.ndarray]  # by name, float32
    figures: dict

    @classmethod
    def load(cls):
        """The shipped networks."""
        tensors = load_file(MODELS / "ball.safetensors")
        figures = json.loads((MODELS / "ball.json").read_text("utf-8"))
        return cls({name: array.astype(np.float32) for name, array in tensors.items()}, figures)

    def feedforward(self, places) -> np.ndarray:
        """Guesses from each place alone: (T, 2) → (T, AHEAD, 2)."""
        t = self.tensors
        hidden = np.tanh(places @ t["feedforward.hidden.weight"].T + t["feedforward.hidden.bias"])
        out = hidden @ t["feedforward.output.weight"].T + t["feedforward.output.bias"]
        return out.reshape(-1, AHEAD, 2)

    def recurrent(self, places) -> np.ndarray:
        """Guesses from each place and all places before it: (T, 2) → (T, AHEAD, 2)."""
        t = self.tensors
        layer = [t[f"recurrent.rnn.{n}_l0"] for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        hidden = rnn.run(rnn.RNNParameters.from_torch(*layer), places).hidden_state  # (T, H)
        out = hidden @ t["recurrent.output.weight"].T + t["recurrent.output.bias"]
        return out.reshape(-1, AHEAD, 2)
