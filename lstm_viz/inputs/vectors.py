"""Word vectors that others trained: GloVe and word2vec files, text and binary.

gensim reads them. What it needs to be told, it is told from the file's first lines:

    word2vec text      a line "V E", then a line "word number number …" for each word
    word2vec binary    a line "V E", then for each word its letters, a blank, E float32 numbers
    GloVe              as word2vec text, without the first line
"""

from itertools import islice
from pathlib import Path

import numpy as np

from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.word_vectors import WordVectors

MOST_WORDS = 50_000  # the first, which are the most frequent, of a larger file
MOST_NUMBERS = 2_000  # numbers a word
_LOOK = 65_536  # bytes


class VectorFileError(ModelError):
    """A file that holds no word vectors; the message says what is wrong with it."""


def form(start: bytes) -> str:
    """Which of the three forms a file has, by its first bytes: "text", "binary" or "GloVe".

    Raises:
        VectorFileError: none of them.
    """
    first, _, rest = start.partition(b"\n")
    header = first.split()
    if len(header) == 2 and all(part.isdigit() for part in header):
        if not 1 <= int(header[1]) <= MOST_NUMBERS or int(header[0]) < 1:
            raise VectorFileError(
                f"The first line says {int(header[0]):,} words with {int(header[1]):,} numbers each: "
                f"at least 1 word with 1 to {MOST_NUMBERS:,} numbers can be read."
            )
        return "text" if _is_vector(rest.partition(b"\n")[0], int(header[1])) else "binary"
    if len(header) > 2 and len(header) <= MOST_NUMBERS + 1 and _is_vector(first, len(header) - 1):
        return "GloVe"
    raise VectorFileError(
        "This is no GloVe or word2vec file: its first line should be two whole numbers (how many words, "
        "how many numbers each), or a word and its numbers. A packed file (.zip, .gz) must be "
        "unpacked first."
    )


def _is_vector(line: bytes, E: int) -> bool:
    try:
        parts = line.decode("utf-8").split()
        return len(parts) == E + 1 and bool(np.isfinite([float(part) for part in parts[1:]]).all())
    except ValueError:  # not UTF-8, or no numbers
        return False


def _check_lines(path: Path, has_header: bool):
    """Every line has as many numbers as the first: gensim repeats a lone number without a word."""
    with path.open("rb") as file:
        E = int(file.readline().split()[1]) if has_header else None
        for number, line in enumerate(islice(file, MOST_WORDS), 2 if has_header else 1):
            E = E or len(line.split()) - 1
            if len(line.split()) != E + 1:
                raise VectorFileError(
                    f"The file cannot be read to the end: line {number} should be a word and {E} "
                    f"numbers, "
                    f"but has {len(line.split())} parts."
                )


def read(path: str | Path, title: str | None = None) -> WordVectors:
    """Read a file of any of the three forms; of a large one the first `MOST_WORDS` words.

    Raises:
        VectorFileError: no such file, another form, or a line that does not fit.
    """
    path = Path(path)
    title = title or path.name
    try:
        with path.open("rb") as file:
            kind = form(file.read(_LOOK))
    except OSError as error:
        raise VectorFileError(f"The file {title} cannot be opened: {error.strerror}.") from error
    if kind != "binary":
        _check_lines(path, has_header=kind == "text")
    from gensim.models import KeyedVectors  # here, because it takes a second

    try:
        keyed = KeyedVectors.load_word2vec_format(
            str(path), binary=kind == "binary", no_header=kind == "GloVe", limit=MOST_WORDS
        )
        return WordVectors(list(keyed.index_to_key), keyed.vectors, title)
    except VectorFileError:
        raise
    except (
        ValueError,
        EOFError,
        IndexError,
        MemoryError,
    ) as error:  # what gensim raises on a broken file
        raise VectorFileError(
            f"{title} looks like a {kind if kind == 'GloVe' else f'word2vec {kind}'} file, but it "
            f"cannot be "
            f"read to the end: {error}"
        ) from error
