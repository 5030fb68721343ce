"""A recurrent network and a feedforward one of the same size that guess what comes next."""

import json
from dataclasses import dataclass
from typing import Self

import numpy as np
from safetensors.numpy import load_file

from lstm_viz.nn import rnn

from .cells import CELLS
from .checkpoints import WEIGHTS, shipped


@dataclass(frozen=True)
class Guessers:
    """Both networks, and the errors that were measured on what they had never seen."""

    tensors: dict[str, np.ndarray]  # by name, float32
    figures: dict

    NAME = ""  # of the files in `WEIGHTS`

    @classmethod
    def load(cls) -> Self:
        """The shipped networks."""
        tensors = load_file(shipped(cls.NAME))
        figures = json.loads((WEIGHTS / f"{cls.NAME}.json").read_text("utf-8"))
        return cls({name: array.astype(np.float32) for name, array in tensors.items()}, figures)

    def feedforward(self, x: np.ndarray) -> np.ndarray:
        """Guesses from each step alone: (T, E) → (T, outputs)."""
        t = self.tensors
        hidden = np.tanh(x @ t["feedforward.hidden.weight"].T + t["feedforward.hidden.bias"])  # (T, H)
        return hidden @ t["feedforward.output.weight"].T + t["feedforward.output.bias"]

    def recurrent(self, x: np.ndarray) -> np.ndarray:
        """Guesses from each step and all steps before it: (T, E) → (T, outputs)."""
        t = self.tensors
        hidden = rnn.run(CELLS["rnn"].layer(t, "recurrent.rnn"), x).hidden_state  # (T, H)
        return hidden @ t["recurrent.output.weight"].T + t["recurrent.output.bias"]
