"""Word vectors in word2vec's binary form. See `vectors`."""

import re
from typing import BinaryIO

import numpy as np

from .vector_rows import Collected, Vectors, VectorsError, most

MOST_BYTES = 1_000  # of a word
LARGEST = 1e10  # a number beyond is none: the file is no such file, or the place is wrong
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def read(file: BinaryIO, size: int, V: int, E: int) -> Vectors:
    """Read what follows the first line "V E": letters, a blank, 4 E bytes for each word.

    word2vec itself ends each word with a line feed, gensim doesn't. A word may hold blanks: its numbers
    begin after the first blank behind which E sensible numbers stand.

    Args:
        file: at the first byte after the first line.
        size: bytes from there to the end.
    """
    if size < V * (4 * E + 1):
        raise VectorsError(
            f"The file cannot be read to the end: its first line says {V:,} words with {E:,} numbers each, "
            f"which take at least {V * (4 * E + 1):,} bytes, but only {size:,} follow. Fetch the file again."
        )
    data = file.read(min(size, most(E) * (4 * E + MOST_BYTES)))
    collected, place, line_feed = Collected(), 0, None
    for k in range(min(V, most(E))):
        if data[place : place + 1] == b"\n":
            place += 1
        blank = _blank(data, place, E, line_feed)
        if blank is None:
            begins = data[place : place + 20].partition(b" ")[0].decode("utf-8", "replace")
            raise VectorsError(
                f"The file cannot be read to the end: after the {k + 1:,}. word, which begins “{begins}”, "
                f"should stand a blank and {E:,} numbers (float32), finite and below 10¹⁰. Fetch the file "
                "again."
            )
        end = blank + 1 + 4 * E
        collected.add(
            b" ".join(data[place:blank].split(b"\t")),
            np.frombuffer(data, "<f4", E, blank + 1),
            f"the {k + 1:,}. word",
        )
        if line_feed is None:
            line_feed = data[end : end + 1] == b"\n"
        place = end
    if most(E) < V:
        collected.notes.append(f"The file goes on: the first {most(E):,} of its {V:,} words are read.")
    elif data[place:].strip() or size > len(data):
        collected.notes.append(
            f"After the {V:,} words that the first line promises more follows, which is not read."
        )
    return collected.done("binary")


def _blank(data: bytes, start: int, E: int, line_feed: bool | None) -> int | None:
    """Where the blank between a word and its numbers stands; None if nowhere."""
    possible = None
    blank = data.find(b" ", start, start + MOST_BYTES)
    while blank >= 0 and not _CONTROL.search(data, start, blank):
        end = blank + 1 + 4 * E
        if end > len(data):
            break
        numbers = np.frombuffer(data, "<f4", E, blank + 1)
        ends = not line_feed or end == len(data) or data[end : end + 1] == b"\n"
        if ends and (np.abs(numbers) < LARGEST).all():  # False for what is no number
            if _begins_a_word(data, end):
                return blank
            possible = possible or blank
        blank = data.find(b" ", blank + 1, start + MOST_BYTES)
    return possible


def _begins_a_word(data: bytes, place: int) -> bool:
    """Whether letters and a blank stand here, or the end."""
    if place == len(data):
        return True
    blank = data.find(b" ", place, place + MOST_BYTES)
    word = data[place:blank].lstrip(b"\n")
    try:
        return blank >= 0 and not _CONTROL.search(word) and bool(word.decode("utf-8"))
    except UnicodeDecodeError:
        return False
