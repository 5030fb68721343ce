"""Reading and writing .safetensors files: arrays by name, and facts about them as text."""

from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

WEIGHTS = Path(__file__).parents[1] / "weights"


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


def packed(tensors: dict[str, np.ndarray], facts: dict[str, str]) -> bytes:
    """A file that `read` reads back, arrays as float16."""
    return save({name: array.astype(np.float16) for name, array in tensors.items()}, metadata=facts)


def write(path: str | Path, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
    """A checkpoint that `read` reads back, arrays as float16."""
    Path(path).write_bytes(packed(tensors, facts))


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
