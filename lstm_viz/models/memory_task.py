"""A test of memory: which symbol came first? Trained networks of three kinds, equally large.

The networks read a sequence of letters, each as a one-hot vector; after every letter they give
each letter a probability of having been the first.
"""

import json
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from safetensors.numpy import load_file

from lstm_viz.inputs.text import TextError
from lstm_viz.nn import rnn
from lstm_viz.nn.counts import layer_count
from lstm_viz.nn.softmax import softmax

from .cells import CELLS, Cell
from .checkpoints import WEIGHTS, shipped

SYMBOLS = "ABCDEFGH"
HIDDEN = {"rnn": 36, "lstm": 17, "gru": 20}  # sizes that make the three equally large
LONGEST = 400  # letters that a network reads here


@dataclass(frozen=True)
class Recall:
    """What one network made of a sequence."""

    hidden_state: np.ndarray  # h_t (T, H)
    probabilities: np.ndarray  # of each symbol having been the first, after every letter (T, K)


@dataclass(frozen=True)
class Networks:
    """All trained networks, and the figures of their training."""

    tensors: dict[str, np.ndarray]
    figures: dict

    @classmethod
    def load(cls) -> Self:
        """The shipped networks."""
        tensors = load_file(shipped("memory"))
        figures = json.loads((WEIGHTS / "memory.json").read_text("utf-8"))
        return cls({name: array.astype(np.float32) for name, array in tensors.items()}, figures)

    @property
    def seeds(self) -> int:
        """How many networks there are of each kind."""
        return len(self.figures["accuracy"]["rnn"])

    @property
    def middle(self) -> int:
        """The seed whose plain RNN is in the middle of all, by its mean accuracy (of two, the worse)."""
        means = np.mean(self.figures["accuracy"]["rnn"], axis=1)  # (seeds,)
        return int(np.argsort(means, kind="stable")[(self.seeds - 1) // 2])

    def right(self, cell: str, letters: str) -> int:
        """How many networks of a kind name the first letter of this sequence after its last."""
        first = SYMBOLS.index(letters[0])
        answers = [self.read(cell, seed, letters).probabilities[-1] for seed in range(self.seeds)]
        return sum(int(p.argmax()) == first for p in answers)

    @staticmethod
    def row(cell: str) -> Cell:
        """What is known of a kind of cell."""
        return CELLS[cell]

    def parameters(self, cell: str, seed: int) -> Any:
        """The layer of one network, in the class of its cell."""
        return CELLS[cell].layer(self.tensors, f"{cell}.{seed}.cell")

    def count(self, cell: str) -> int:
        """Trainable numbers of a network of this kind: its layer, and the output that reads h."""
        output = (self.tensors[f"{cell}.0.output.{name}"] for name in ("weight", "bias"))
        return layer_count(self.parameters(cell, 0)) + sum(array.size for array in output)

    def read(self, cell: str, seed: int, letters: str) -> Recall:
        """Let one network read a sequence of letters out of `SYMBOLS`."""
        h = CELLS[cell].run(self.parameters(cell, seed), one_hot(letters)).hidden_state  # (T, H)
        output = f"{cell}.{seed}.output"
        return Recall(
            h, softmax(h @ self.tensors[f"{output}.weight"].T + self.tensors[f"{output}.bias"])
        )


def untrained(seed: int = 0) -> rnn.RNNParameters:
    """A plain RNN as it is before training, of the size of the trained ones.

    W is a random rotation, so that it neither stretches nor shrinks a state (Saxe et al. 2014,
    section 4), U is uniform in ±1/√H as in PyTorch, b is 0.
    """
    random, H, K = np.random.default_rng(seed), HIDDEN["rnn"], len(SYMBOLS)
    W, _ = np.linalg.qr(random.standard_normal((H, H)))  # (H, H)
    U = random.uniform(-1, 1, (H, K)) / np.sqrt(H)
    return rnn.RNNParameters(np.concatenate([W, U], axis=1).astype(np.float32), np.zeros(H, np.float32))


def one_hot(letters: str) -> np.ndarray:
    """(T, K): a 1 at each letter's place, 0 elsewhere."""
    return np.eye(len(SYMBOLS), dtype=np.float32)[[SYMBOLS.index(letter) for letter in letters]]


def compose(text: str) -> str:
    """What the reader typed as a sequence: capital letters, blanks and commas left out.

    Raises:
        TextError: nothing typed, another sign in it, or too long.
    """
    letters = "".join(
        sign for sign in text[: 4 * LONGEST].upper() if not sign.isspace() and sign not in ",;"
    )
    strange = sorted(set(letters) - set(SYMBOLS))
    if strange:
        raise TextError(
            f"These networks know only the letters {SYMBOLS[0]} to {SYMBOLS[-1]}, not “{strange[0]}”. "
            "Take the other signs out."
        )
    if not letters:
        raise TextError(
            f"There is nothing to read yet: type letters from {SYMBOLS[0]} to {SYMBOLS[-1]}."
        )
    if len(text) > 4 * LONGEST or len(letters) > LONGEST:
        raise TextError(f"That is too long: type at most {LONGEST} letters.")
    return letters


def distractors(first: str, gap: int, seed: int) -> str:
    """A sequence that begins with `first`, followed by `gap` random letters."""
    rest = np.random.default_rng(seed).integers(len(SYMBOLS), size=gap)
    return first + "".join(SYMBOLS[k] for k in rest)
