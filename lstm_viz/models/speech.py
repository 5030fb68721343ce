"""Recognition of a spoken digit: an LSTM over log-mel frames, with a verdict after every frame.

    m_t = mean of all numbers of log-mel_1 … log-mel_t
    x_t = (log-mel_t − m_t) / SPREAD                             (M,)
    h_t, C_t = cell(x_t, h_{t−1}, C_{t−1})                       (H,)
    p_t = softmax(W·h_t + b)                                     (10,)

The network's answer is p_T, after the last frame (many-to-one); the p_t before are what it would say if
the sound ended there: nothing in x_t, h_t and p_t depends on what comes later.
"""

from dataclasses import dataclass, fields

import numpy as np

from lstm_viz.inputs import sound
from lstm_viz.nn import lstm
from lstm_viz.nn.softmax import softmax

from . import checkpoints
from .cells import CELLS
from .checkpoints import ModelError

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SPREAD = 3.0  # about the standard deviation of a log-mel value


def features(samples: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log-mel frames (T, M) of one utterance, and the same as the network reads them.

    Raises:
        AudioError: too short to hold one frame.
    """
    frames = sound.log_mel(samples[: round(sound.LONGEST * sound.RATE)])
    if len(frames) < 3:
        raise sound.AudioError("This is too short to be a word. Record again, and say one digit.")
    return frames, normalize(frames)


def normalize(frames: np.ndarray) -> np.ndarray:
    """Log-mel frames (T, M) as the network reads them, (T, M).

    The mean of all that has been heard so far is taken out, so that it does not matter how loud the sound
    is: a factor is a constant in the logarithm (as in cepstral mean normalisation, Atal 1974, but of no
    frame that is still to come).
    """
    heard = np.arange(1, len(frames) + 1)[:, None]  # (T, 1)
    # m_t = 1/(t·M) Σ_{s≤t} Σ_k log-mel_sk
    means = frames.mean(axis=1, keepdims=True).cumsum(axis=0) / heard  # (T, 1)
    return ((frames - means) / SPREAD).astype(np.float32)


@dataclass(frozen=True)
class SpeechTrace(lstm.Trace):
    """A pass of the LSTM over the frames of an utterance."""

    tokens: list[str]  # T: the time at which each frame starts, as “0.24 s”
    log_mel: np.ndarray  # (T, M)
    scores: np.ndarray  # logits (T, 10)

    @property
    def probabilities(self) -> np.ndarray:
        """The verdict after every frame, (T, 10)."""
        return softmax(self.scores)


class SpeechModel(checkpoints.Stored):
    """A trained digit recogniser.

    Args:
        tensors: `lstm.*`, `head.weight` (10, H), `head.bias` (10,).
        facts: metadata: figures of the training.

    Raises:
        ModelError: something is missing or shapes do not fit together.
    """

    SHIPPED = "speech"

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        self.parameters = CELLS["lstm"].layer(self.tensors, "lstm")
        try:
            self.head, self.head_bias = self.tensors["head.weight"], self.tensors["head.bias"]
        except KeyError as missing:
            raise ModelError(
                f"This is not a digit recogniser of ours: it has no {missing}."
            ) from missing
        H = self.parameters.hidden_size
        if self.head.shape != (len(DIGITS), H) or self.parameters.W_f.shape != (H, H + sound.BANDS):
            raise ModelError("The sizes of this recogniser's tensors do not fit together.")

    def trace(self, samples: np.ndarray) -> SpeechTrace:
        """Hear one utterance (N,) at `audio.RATE` and record everything.

        Raises:
            AudioError: too short.
        """
        log_mel, inputs = features(samples)
        run = lstm.run(self.parameters, inputs)
        values = {f.name: getattr(run, f.name) for f in fields(run)}
        tokens = [f"{t * sound.HOP:.2f} s" for t in range(len(inputs))]
        return SpeechTrace(
            **values, tokens=tokens, log_mel=log_mel, scores=self.scores(run.hidden_state)
        )

    def scores(self, hidden_state: np.ndarray) -> np.ndarray:
        """Scores (logits) of the ten digits: (…, H) → (…, 10)."""
        # scores_t = W·h_t + b
        return hidden_state @ self.head.T + self.head_bias
