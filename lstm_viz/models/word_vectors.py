"""Word vectors: a list of words, each with its point in space; save, load, look up."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Self

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from lstm_viz.inputs import vectors
from lstm_viz.nn.embeddings import normalize

from .checkpoints import ModelError, shipped

SHIPPED = shipped("vectors")


@dataclass(frozen=True, eq=False)
class WordVectors:
    """V words and their vectors, the most frequent word first.

    Raises:
        ModelError: not one vector for each word, a word twice, or a number that is none.
    """

    words: list[str]
    vectors: np.ndarray  # (V, E) float32
    title: str
    counts: list[int] = field(default_factory=list)  # how often each word was read; empty if not known
    notes: list[str] = field(default_factory=list)  # what was odd in the file, a sentence each

    def __post_init__(self) -> None:
        object.__setattr__(self, "vectors", np.ascontiguousarray(self.vectors, np.float32))
        if self.vectors.ndim != 2 or len(self.words) != len(self.vectors) or not len(self.words):
            raise ModelError(
                f"There are {len(self.words)} words, but vectors of shape {self.vectors.shape}."
            )
        if len(self.index) != len(self.words):
            raise ModelError("A word occurs twice.")
        if not np.isfinite(self.vectors).all():
            raise ModelError("Some of the numbers are not finite.")

    @cached_property
    def index(self) -> dict[str, int]:
        """Row of each word."""
        return {word: row for row, word in enumerate(self.words)}

    @cached_property
    def unit(self) -> np.ndarray:
        """All vectors scaled to length one, (V, E)."""
        return normalize(self.vectors)

    def __contains__(self, word: str) -> bool:
        return word in self.index

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str) -> str | None:
        """The word as these vectors spell it: as typed, in small, capitalized or capital letters, "_" for " "."""
        cases = (word, word.lower(), word.capitalize(), word.title(), word.upper())
        tries = (case.replace(" ", blank) for blank in " _\u00a0" for case in cases)
        return next((spelling for spelling in tries if spelling in self.index), None)

    def has_direction(self, word: str) -> bool:
        """Whether a word's vector points anywhere: not if all its numbers are 0."""
        return bool(self.vectors[self.index[word]].any())

    def save(self, path: str | Path) -> None:
        """Write a file that `load` reads back, the vectors as float16."""
        facts = {"words": json.dumps(self.words, ensure_ascii=False), "title": self.title}
        facts |= {"counts": json.dumps(self.counts), "kind": "word vectors"}
        save_file({"vectors": self.vectors.astype(np.float16)}, path, metadata=facts)

    @classmethod
    def open(cls, source: str | Path | BinaryIO, title: str, metadata: BinaryIO | None = None) -> Self:
        """Vectors that others trained: see `inputs.vectors.read`.

        Raises:
            VectorsError: they cannot be read.
        """
        found = vectors.read(source, metadata)
        return cls(found.words, found.vectors, title, notes=found.notes)

    @classmethod
    def load(cls, path: str | Path = SHIPPED) -> Self:
        """Read a file that `save` wrote.

        Raises:
            ModelError: no such file, a broken one, or one that holds no word vectors.
        """
        try:
            with safe_open(path, framework="numpy") as file:
                facts = file.metadata() or {}
                return cls(
                    json.loads(facts["words"]),
                    file.get_tensor("vectors"),
                    facts["title"],
                    json.loads(facts["counts"]),
                )
        except FileNotFoundError as error:
            raise ModelError(f"There is no file {Path(path).name}.") from error
        except (SafetensorError, json.JSONDecodeError, KeyError) as error:
            raise ModelError(
                f"{Path(path).name} holds no word vectors that can be read: {error}"
            ) from error
