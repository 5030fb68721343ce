"""Word vectors in lines of text: word2vec text and fastText's .vec, GloVe, TSV. See `vectors`."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from .vector_rows import MOST_NUMBERS, Collected, Vectors, VectorsError, most

MOST_BYTES = 100_000  # of a line
MOST_LINES = 100_000  # that are looked at, empty ones too
LOOK = 100  # lines that tell how many numbers a word has
_NUMBER = re.compile(rb"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|nan|inf|infinity)", re.IGNORECASE)
_HEADER = re.compile(rb"\s*(\d+)\s+(\d+)\s*")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NONE = "This is no GloVe or word2vec file: "
_REMEDY = (
    "its first line should be two whole numbers (how many words, how many numbers each), or a word and "
    "its numbers, with blanks or tabs between. A packed file (.zip, .gz) must be unpacked first."
)


def header(file: BinaryIO) -> tuple[int, int] | None:
    """The two numbers V, E of the first line; None where it is another line."""
    found = _HEADER.fullmatch(file.readline(MOST_BYTES))
    return (_whole(found[1]), _whole(found[2])) if found else None


def _whole(digits: bytes) -> int:
    return int(digits) if len(digits) < 19 else 10**18  # too large in any case


def looks_like_text(file: BinaryIO) -> bool | None:
    """Whether what follows a first line "V E" is text, not binary numbers; None where it may be either."""
    line = file.readline(MOST_BYTES + 1)
    if _CONTROL.search(line):
        return False
    if _trailing(line.split()):
        return True
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return None  # a few binary numbers may look like letters


def read_lines(file: BinaryIO, first: tuple[int, int] | None) -> Vectors:
    """Read lines of a word and its numbers, after a first line "V E" or without one."""
    begin, start = file.tell(), 1 if first is None else 2
    beginning = [line for _, line in islice(_lines(file, start), LOOK) if line.strip()]
    notes = []
    if first is None and _names_of_columns(beginning):
        del beginning[0]
        file.seek(begin)
        file.readline(MOST_BYTES)
        begin, start = file.tell(), 2
        notes.append("The first line names columns: it is left out.")
    E = _numbers_per_word(beginning, first)
    collected, number = Collected(notes), start - 1
    file.seek(begin)
    for number, line in islice(_lines(file, start), most(E)):
        if line.strip():
            collected.add(*_cut(line, number, E), f"line {number}")
    more = bool(file.read(MOST_BYTES).strip())
    if more:
        collected.notes.append(f"The file goes on: its first {most(E):,} words are read.")
    if first and first[1] != E:
        collected.notes.append(
            f"The first line says {first[1]:,} numbers a word, but the lines hold {E:,}: these are read."
        )
    found = len(collected.rows) + collected.twice + collected.blank
    if first and first[0] != found and not more:
        collected.notes.append(
            f"The first line says {first[0]:,} words, but the file holds {found:,}: was it cut?"
        )
    return collected.done("text" if first else "GloVe")


def read_table(file: BinaryIO, words: BinaryIO) -> Vectors:
    """Read lines of numbers alone, and as many words from a second file."""
    names = _column(words)
    collected, E = Collected(), None
    for number, line in islice(_lines(file, 1), MOST_LINES):
        parts = line.split()
        if not parts:
            continue
        E = E or len(parts)
        if E > MOST_NUMBERS:
            raise VectorsError(
                f"Line {number} holds {E:,} numbers: at most {MOST_NUMBERS:,} can be read."
            )
        if number > most(E):
            collected.notes.append(f"The file goes on: its first {most(E):,} words are read.")
            break
        if len(parts) != E or _trailing(parts) != E:
            raise VectorsError(
                f"The file cannot be read to the end: line {number} should be {E:,} numbers, but begins "
                f"“{_shown(line)}” and has {len(parts):,} parts."
            )
        try:
            _, name = next(names)
        except StopIteration:
            raise VectorsError(
                f"There are more lines of numbers than words: line {number} has none. The two files must "
                "have a line for each word, in the same order."
            ) from None
        collected.add(name, [float(part) for part in parts], f"line {number}")
    else:
        if (extra := next(names, None)) is not None:
            raise VectorsError(
                f"There are more words than lines of numbers: the word in line {extra[0]} has none. The "
                "two files must have a line for each word, in the same order."
            )
    return collected.done("TSV")


def _column(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The words of a metadata file, with the numbers of their lines."""
    if file.read(3) != b"\xef\xbb\xbf":
        file.seek(0)
    place = None
    for number, line in islice(_lines(file, 1), MOST_LINES):
        if not line.strip():
            continue
        cells = line.rstrip(b"\r\n").split(b"\t")
        if place is None:
            names = [cell.strip().lower() for cell in cells]
            place = next((k for k, name in enumerate(names) if name in (b"word", b"label")), 0)
            if len(cells) > 1:  # a table begins with its columns' names
                continue
        yield number, cells[place] if place < len(cells) else b""


def _lines(file: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    number = start
    while line := file.readline(MOST_BYTES + 1):
        if len(line) > MOST_BYTES:
            raise VectorsError(
                f"Line {number} is longer than {MOST_BYTES:,} bytes: a line should be one word and at most "
                f"{MOST_NUMBERS:,} numbers."
            )
        yield number, line
        number += 1


def _trailing(parts: list[bytes]) -> int:
    """How many parts at the end of a line are numbers."""
    return next((k for k, part in enumerate(reversed(parts)) if not _NUMBER.fullmatch(part)), len(parts))


def _names_of_columns(lines: list[bytes]) -> bool:
    """Whether the first line is a table's: as many parts as each that follows, none of them a number."""
    counts = {len(line.split()) for line in lines}
    return len(lines) > 1 and len(counts) == 1 and counts != {1} and (
        _trailing(lines[0].split()) == 0 and all(_trailing(line.split()) for line in lines[1:])
    )  # fmt: skip


def _numbers_per_word(lines: list[bytes], first: tuple[int, int] | None) -> int:
    """E, as most of these lines have it."""
    counts: Counter[int] = Counter()
    bare = 0
    for line in lines:
        parts = line.split()
        count = _trailing(parts)
        if count == len(parts) and not line[:1].isspace():  # numbers alone: the word may be one
            bare, count = bare + 1, count - 1
        counts[count] += 1
    E = counts.most_common(1)[0][0] if counts else 0
    if counts and first and counts[first[1]] == counts[E]:  # as many for the first line
        E = first[1]
    if lines and bare == len(lines) and (not first or first[1] != E):
        raise VectorsError(
            "There are only numbers in this file, and no words. Put each word before its numbers, or give "
            "the words in a second file, metadata.tsv. Where the words are numbers, let the file begin "
            "with a line “how many words, how many numbers each”."
        )
    if not E:
        if first:
            raise VectorsError(
                f"The file cannot be read to the end: line 2 should be a word and {first[1]:,} numbers, but "
                f"reads “{_shown(lines[0] if lines else b'')}”."
            )
        raise VectorsError(_NONE + _REMEDY)
    if E > MOST_NUMBERS:
        raise VectorsError(f"The lines hold {E:,} numbers: at most {MOST_NUMBERS:,} a word can be read.")
    return E


def _floats(parts: list[bytes]) -> list[float] | None:
    """These parts as numbers; None where one is none."""
    try:
        return [float(part) for part in parts]
    except ValueError:
        return None


def _cut(line: bytes, number: int, E: int) -> tuple[bytes, list[float]]:
    """A line's word and its E numbers: the last E parts, whatever the word holds."""
    parts = line.rsplit(None, E)
    if len(parts) == E and line[:1].isspace():  # the word is a blank
        parts.insert(0, b"")
    fits = len(parts) == E + 1 and (b"_" not in line or _trailing(parts) >= E)  # float() would read 1_0
    numbers = _floats(parts[1:]) if fits else None
    if numbers is None:
        count = _trailing(parts)
        strange = f"“{_shown(parts[-1 - count])}” is none: it " if E > count < len(parts) > E else "it "
        raise VectorsError(
            f"The file cannot be read to the end: line {number} should be a word and {E:,} numbers, but "
            f"{strange}has {count:,} at its end. It begins “{_shown(line)}”."
        )
    word = parts[0].split()
    if len(word) > 1 and _NUMBER.fullmatch(word[-1]) and not (
        word[-1].isdigit() and any(b"." in part for part in parts[1:])
    ):  # fmt: skip
        raise VectorsError(
            f"The file cannot be read to the end: line {number} should be a word and {E:,} numbers, but "
            f"has {E + 1:,} or more. It begins “{_shown(line)}”."
        )
    return b" ".join(word), numbers


def _shown(line: bytes) -> str:
    return line[:40].decode("utf-8", "replace").strip()
