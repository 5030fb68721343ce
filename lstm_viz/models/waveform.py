"""What comes next in a sound? Two trained networks that guess the next samples of a voice.

The sound has 8,000 samples a second and is as loud as `level` makes it.
"""

import numpy as np

from . import guessers

AHEAD = 8  # samples that the networks look ahead: 1 ms


class Guessers(guessers.Guessers):
    """The two networks, the errors measured on recordings that they had never heard, and an example."""

    NAME = "waveform"

    @property
    def example(self) -> np.ndarray:
        """A part of a recording that the networks have not heard, (samples,)."""
        return self.tensors["example"]

    def feedforward(self, samples: np.ndarray) -> np.ndarray:
        """Guesses from each sample alone: (T,) → (T, AHEAD)."""
        return super().feedforward(samples[:, None])

    def recurrent(self, samples: np.ndarray) -> np.ndarray:
        """Guesses from each sample and all samples before it: (T,) → (T, AHEAD)."""
        return super().recurrent(samples[:, None])


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
