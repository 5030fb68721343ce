"""Moving dots: films made by rule, and the small ConvLSTM that learned to foresee them.

p_{t+1} = σ(w·h_t + b)      how bright the network expects each place of the next picture
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.nn import convlstm
from lstm_viz.nn.lstm import sigmoid

from . import checkpoints
from .checkpoints import ModelError

SIDE = 16  # rows and columns of a picture
MARGIN = 1.5  # how near the centre of a dot comes to the edge
RADIUS = 1.0  # of a dot: where its brightness has fallen to e^−½
FASTEST = 1.4  # places a step


def reflect(position: np.ndarray) -> np.ndarray:
    """Where a dot is that flew straight on and was thrown back at each wall."""
    room = SIDE - 1 - 2 * MARGIN
    folded = np.mod(position - MARGIN, 2 * room)
    return MARGIN + np.minimum(folded, 2 * room - folded)


def film(starts: np.ndarray, speeds: np.ndarray, T: int) -> np.ndarray:
    """Pictures (T, 1, SIDE, SIDE) of dots that fly straight and bounce off the walls, 0 dark, 1 bright.

    Args:
        starts: row and column of each dot at the first step (n, 2).
        speeds: rows and columns a step (n, 2).
    """
    t = np.arange(T)[:, None, None]
    centres = reflect(np.asarray(starts) + t * np.asarray(speeds))  # (T, n, 2)
    grid = np.arange(SIDE)
    rows, columns = (
        np.exp(-((grid - centres[..., axis, None]) ** 2) / (2 * RADIUS**2)) for axis in (0, 1)
    )
    return np.einsum("tnr,tns->tnrs", rows, columns).max(axis=1, keepdims=True).astype(np.float32)


def throw(dots: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Random starts and speeds (n, 2) of some dots."""
    random = np.random.default_rng(seed)
    starts = random.uniform(MARGIN, SIDE - 1 - MARGIN, (dots, 2))
    angle = random.uniform(0, 2 * np.pi, dots)
    size = random.uniform(0.5, FASTEST, dots)
    return starts, size[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)


@dataclass(frozen=True)
class Watching:
    """What the network saw and expected."""

    truth: np.ndarray  # the film (T, R, S)
    expected: (
        np.ndarray
    )  # the network's picture of step t, made from the steps before (T, R, S); 0 at t = 0
    trace: convlstm.Trace
    seen: int  # the first `seen` pictures were read; after them the network reads its own

    @property
    def errors(self) -> np.ndarray:
        """Mean squared error of each expected picture (T − 1,), from step 1 on."""
        return ((self.expected - self.truth)[1:] ** 2).mean(axis=(1, 2))

    @property
    def errors_of_repeating(self) -> np.ndarray:
        """The same if one simply expects the last picture that was seen, (T − 1,)."""
        last = self.truth[np.minimum(np.arange(len(self.truth) - 1), self.seen - 1)]
        return ((last - self.truth[1:]) ** 2).mean(axis=(1, 2))

    @property
    def forget_spread(self) -> np.ndarray:
        """How much each channel's forget gate differs from place to place, (H,): its standard deviation
        over the places, mean over the steps."""
        return self.trace.forget_gate.std(axis=(2, 3)).mean(axis=0)

    @property
    def forget_follows(self) -> np.ndarray:
        """How much each channel's forget gate follows the dots, (H,): its correlation over the places with
        the picture being read, −1…1, mean over the steps; 0 where the gate is the same everywhere."""
        places = (2, 3)
        gate = self.trace.forget_gate - self.trace.forget_gate.mean(axis=places, keepdims=True)
        picture = self.trace.inputs - self.trace.inputs.mean(axis=places, keepdims=True)
        together = (gate * picture).mean(axis=places)  # (T, H)
        return (together / (gate.std(axis=places) * picture.std(axis=places) + 1e-6)).mean(axis=0)


class MovingDots(checkpoints.Stored):
    """A trained ConvLSTM with a head that draws the next picture.

    Args:
        tensors: `convlstm.weight_ih`, `convlstm.weight_hh`, `convlstm.bias`, `head.weight` (1, H, 1, 1),
            `head.bias` (1,).
        facts: the file's metadata.

    Raises:
        ModelError: something is missing.
    """

    SHIPPED = "moving-dots"

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        try:
            layer = [self.tensors[f"convlstm.{name}"] for name in ("weight_ih", "weight_hh", "bias")]
            self.head_weight = self.tensors["head.weight"][0, :, 0, 0]  # (H,)
            self.head_bias = self.tensors["head.bias"]  # (1,)
        except KeyError as missing:
            raise ModelError(f"This is not a model of moving dots: it has no {missing}.") from missing
        self.parameters = convlstm.ConvLSTMParameters.from_torch(*layer)

    @property
    def sizes(self) -> dict[str, int]:
        """H channels, kernels k × k, pictures R × S; trained numbers of the recurrent layer, ours, and
        those of a plain LSTM with a unit for every channel and place."""
        _, H, k, _ = self.tensors["convlstm.weight_hh"].shape
        ours = sum(array.size for name, array in self.tensors.items() if name.startswith("convlstm."))
        places, units = SIDE * SIDE, H * SIDE * SIDE
        return {
            "H": H,
            "k": k,
            "R": SIDE,
            "S": SIDE,
            "ours": ours,
            "plain": 4 * units * (units + places + 1),
        }

    def draw(self, hidden_state: np.ndarray) -> np.ndarray:
        """The picture expected next: (…, H, R, S) → (…, 1, R, S)."""
        # p_{t+1} = σ(w·h_t + b)
        scores = np.einsum("h,...hrs->...rs", self.head_weight, hidden_state) + self.head_bias
        return sigmoid(scores)[..., None, :, :]

    def watch(self, pictures: np.ndarray, seen: int) -> Watching:
        """Read the first `seen` pictures of a film (T, 1, R, S), then foresee the rest alone."""
        alone = len(pictures) - seen
        trace = convlstm.run(self.parameters, pictures[:seen], self.draw, alone)
        expected = np.zeros_like(pictures[:, 0])
        expected[1:] = self.draw(trace.hidden_state)[:-1, 0]
        return Watching(pictures[:, 0], expected, trace, seen)
