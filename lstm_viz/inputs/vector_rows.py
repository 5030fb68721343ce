"""What is kept of a file of word vectors while it is read, and the limits. See `vectors`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

MOST_WORDS = 50_000  # lines or words, the first, which are the most frequent, of a larger file
MOST_NUMBERS = 2_000  # numbers a word
MOST_IN_ALL = 20_000_000  # numbers of all words together: 80 MB
MOST_DECLARED = 1_000_000_000  # words that a first line may promise


class VectorsError(ValueError):
    """A file that holds no word vectors that can be read; the message says where and what to do."""


@dataclass(frozen=True, eq=False)
class Vectors:
    """What a file holds."""

    words: list[str]  # V different ones, in the order of the file
    vectors: np.ndarray  # (V, E) float32, finite
    form: str  # "text", "binary", "GloVe" or "TSV"
    notes: list[str]  # what was mended or left out, a sentence each


def most(E: int) -> int:
    """How many words with E numbers each are read."""
    return min(MOST_WORDS, MOST_IN_ALL // E)


class Collected:
    """Words and numbers while a file is read: what is left out is counted, for the notes."""

    def __init__(self, notes: Iterable[str] = ()) -> None:
        self.rows: dict[str, np.ndarray] = {}  # by word, (E,) float32
        self.notes = list(notes)
        self.replaced = self.twice = self.blank = 0

    def add(self, word: bytes, numbers: Sequence[float] | np.ndarray, place: str) -> None:
        """Keep a word.

        Raises:
            VectorsError: a number that is not finite.
        """
        text = word.decode("utf-8", "replace")
        if "\ufffd" in text and "\ufffd".encode() not in word:
            self.replaced += 1
        text = " ".join(part for part in text.split(" ") if part)  # one blank where tabs or several were
        if not text.strip():
            self.blank += 1
        elif text in self.rows:
            self.twice += 1
        else:
            with np.errstate(over="ignore"):
                row = np.array(numbers, np.float32)
            if not np.isfinite(row).all():
                raise VectorsError(
                    f"The file cannot be read to the end: a number of “{text[:40]}” ({place}) is not finite."
                )
            self.rows[text] = row

    def done(self, form: str) -> Vectors:
        """All of it.

        Raises:
            VectorsError: no word at all.
        """
        if not self.rows:
            raise VectorsError(
                "There are no words in this file. Each line should be a word and its numbers."
            )
        zeros = sum(not row.any() for row in self.rows.values())
        counted = [
            (self.twice, "a word for the second time: the first is kept"),
            (self.blank, "a word of blanks alone: left out"),
            (self.replaced, "a word with letters that are no UTF-8: shown as �"),
            (zeros, "a word with zeros alone: it points nowhere, so it is like no other word"),
        ]
        notes = [f"{count:,} × {what}." for count, what in counted if count]
        return Vectors(list(self.rows), np.stack(list(self.rows.values())), form, self.notes + notes)
