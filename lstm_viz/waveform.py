"""What comes next in a sound? Two trained networks that guess the next samples of a voice.

The sound has 8,000 samples a second and is as loud as `level` makes it.
"""

import json
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import load_file

from . import rnn
from .model import MODELS

AHEAD = 8  # samples that the networks look ahead: 1 ms


@dataclass(frozen=True)
class Guessers:
    """The two networks, the errors measured on recordings that they had never heard, and an example."""

    tensors: dict[str, np.ndarray]  # by name, float32
    figures: dict

    @classmethod
    def load(cls):
        """The shipped networks."""
        tensors = load_file(MODELS / "waveform.safetensors")
        figures = json.loads((MODELS / "waveform.json").read_text("utf-8"))
        return cls({name: array.astype(np.float32) for name, array in tensors.items()}, figures)

    @property
    def example(self) -> np.ndarray:
        """A part of a recording that the networks have not heard, (samples,)."""
        return self.tensors["example"]

    def feedforward(self, samples: np.ndarray) -> np.ndarray:
        """Guesses from each sample alone: (T,) → (T, AHEAD)."""
        t = self.tensors
        x = samples[:, None]  # (T, 1)
        hidden = np.tanh(x @ t["feedforward.hidden.weight"].T + t["feedforward.hidden.bias"])
        return hidden @ t["feedforward.output.weight"].T + t["feedforward.output.bias"]

    def recurrent(self, samples: np.ndarray) -> np.ndarray:
        """Guesses from each sample and all samples before it: (T,) → (T, AHEAD)."""
        t = self.tensors
        layer = [t[f"recurrent.rnn.{n}_l0"] for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        hidden = rnn.run(rnn.RNNParameters.from_torch(*layer), samples[:, None]).hidden_state  # (T, H)
        return hidden @ t["recurrent.output.weight"].T + t["recurrent.output.bias"]


def level(samples: np.ndarray) -> np.ndarray:
    """The same sound with a root mean square of 1, as in the training; silence stays silence."""
    return (samples / max(float(np.sqrt((samples**2).mean())), 1e-6)).astype(np.float32)


def following(samples: np.ndarray) -> np.ndarray:
    """For each sample t the AHEAD samples after it: (T,) → (T − AHEAD, AHEAD)."""
    return np.lib.stride_tricks.sliding_window_view(samples[1:], AHEAD)


def missed(guesses: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """Share of the sound that guesses miss, for 1 … AHEAD samples ahead, (AHEAD,).

    The root mean square of the error, divided by that of the sound itself: 0 is perfect, and
    guessing silence all the time gives 1.
    """
    true = following(samples)  # (T − AHEAD, AHEAD)
    error = guesses[: len(true)] - true
    return np.sqrt((error**2).mean(axis=0) / (true**2).mean(axis=0))
