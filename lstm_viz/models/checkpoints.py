"""Reading and writing .safetensors files: arrays by name, and facts about them as text."""

from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from lstm_viz.nn.lstm import LSTMParameters

WEIGHTS = Path(__file__).parents[1] / "weights"
_TORCH_NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


class ModelError(ValueError):
    """A model that cannot be loaded; the message says why."""


def shipped(name: str) -> Path:
    """The file of a shipped model."""
    return WEIGHTS / f"{name}.safetensors"


def read(path: str | Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Arrays (float32) and facts of a checkpoint.

    Raises:
        ModelError: no such file, or one that cannot be read.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            names = list(file.keys())
            return {
                name: file.get_tensor(name).astype(np.float32) for name in names
            }, file.metadata() or {}
    except FileNotFoundError as error:
        raise ModelError(f"There is no model file {Path(path).name}.") from error
    except SafetensorError as error:
        raise ModelError(f"{Path(path).name} is not a readable model file: {error}") from error


def write(path: str | Path, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
    """A checkpoint that `read` reads back, arrays as float16."""
    save_file({name: array.astype(np.float16) for name, array in tensors.items()}, path, metadata=facts)


class Stored:
    """What was trained and is kept in a file.

    Args:
        tensors: arrays by the names of a PyTorch state dict (see "Checkpoints" in the README).
        facts: the file's metadata.
    """

    SHIPPED = ""  # name of the model that `load` reads by itself

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        self.tensors = {name: np.asarray(array, np.float32) for name, array in tensors.items()}
        self.facts = dict(facts)

    @property
    def parameter_count(self) -> int:
        """How many numbers were trained."""
        return sum(array.size for array in self.tensors.values())

    def save(self, path: str | Path) -> None:
        """Write a checkpoint that `load` reads back, tensors as float16."""
        write(path, self.tensors, self.facts)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """Read a checkpoint; without a path, the shipped one.

        Raises:
            ModelError: no such file, a broken one, or one that is no model of ours.
        """
        return cls(*read(path or shipped(cls.SHIPPED)))


def layer(tensors: dict[str, np.ndarray], name: str) -> LSTMParameters:
    """The LSTM layer stored under `NAME.weight_ih_l0` and so on, the names of `torch.nn.LSTM`.

    Raises:
        ModelError: an array is missing, or the sizes do not fit together.
    """
    try:
        W_x, W_h, b_x, b_h = (tensors[f"{name}.{part}"] for part in _TORCH_NAMES)
    except KeyError as missing:
        raise ModelError(f"This is not a model of ours: it has no {missing}.") from missing
    H = len(b_x) // 4
    if (W_x.shape[0], W_h.shape, b_h.shape) != (4 * H, (4 * H, H), (4 * H,)):
        raise ModelError(f"The sizes of the layer “{name}” do not fit together.")
    return LSTMParameters.from_torch(W_x, W_h, b_x, b_h)
