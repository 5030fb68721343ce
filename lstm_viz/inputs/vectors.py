"""Word vectors that others trained: a file → its words and their numbers.

    word2vec text      a line "V E", then a line "word number number …" for each word; fastText's .vec
    GloVe              as word2vec text, without the first line
    TSV                as GloVe, with tabs; or numbers alone, with the words in a second file
    word2vec binary    a line "V E", then for each word its letters, a blank, E float32 numbers

Real files hold words with blanks in them, words twice, cut letters, byte-order marks, wrong first lines.
What can be mended is mended and said in `notes`; what can't is refused, with its place.
"""

import io
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from . import vector_binary, vector_lines
from .vector_rows import MOST_DECLARED, MOST_NUMBERS, Vectors, VectorsError

# First bytes of files that hold vectors in a form that is not read here, and what to do about it.
_OTHERS = {
    b"PK\x03\x04": "It is packed (.zip, or a .pt of PyTorch): it must be unpacked first.",
    b"\x1f\x8b": "It is packed (.gz): it must be unpacked first.",
    b"BZh": "It is packed (.bz2): it must be unpacked first.",
    b"\xfd7zXZ": "It is packed (.xz): it must be unpacked first.",
    b"7z\xbc\xaf": "It is packed (.7z): it must be unpacked first.",
    b"\xba\x16\x4f\x2f": "It is fastText's own .bin model: take the .vec file that belongs to it.",
    b"\x80": "It is a Python pickle, which could run any program and is not opened. In gensim, save the "
    "vectors with save_word2vec_format.",
    b"\x93NUMPY": "It holds NumPy arrays without words. Write a line for each word: word number number …",
    b"\x89HDF": "It is an HDF5 file. Write a line for each word: word number number …",
    b"\xff\xfe": "It is written in UTF-16. Save it as UTF-8.",
    b"\xfe\xff": "It is written in UTF-16. Save it as UTF-8.",
}


def read(source: str | Path | BinaryIO, metadata: str | Path | BinaryIO | None = None) -> Vectors:
    """Read a file of any form above; of a large one the first `vector_rows.MOST_WORDS` words.

    Args:
        source: a path, or an open binary file that can be sought.
        metadata: the words, where `source` holds numbers alone: a line for each, or a table with tabs, a
            line of names, and the words in the column “word” or “label”, else in its first (the Embedding
            Projector's form).

    Raises:
        VectorsError: no such file, another form, or a line that does not fit.
    """
    with _opened(source) as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        start = file.read(8)
        for magic, remedy in _OTHERS.items():
            if start.startswith(magic):
                raise VectorsError(f"This is no GloVe or word2vec file. {remedy}")
        file.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
        if metadata is not None:
            with _opened(metadata) as words:
                return vector_lines.read_table(file, words)
        begin = file.tell()
        first = vector_lines.header(file)
        if first is None:
            file.seek(begin)
            return vector_lines.read_lines(file, None)
        V, E = first
        if not (1 <= V <= MOST_DECLARED and 1 <= E <= MOST_NUMBERS):
            raise VectorsError(
                f"The first line says {V:,} words with {E:,} numbers each: at least 1 word, at most "
                f"{MOST_DECLARED:,}, with 1 to {MOST_NUMBERS:,} numbers can be read. Correct that line, or "
                "take it out: then the lines below it count."
            )
        begin = file.tell()
        text = vector_lines.looks_like_text(file)
        if text is None:
            try:
                file.seek(begin)
                return vector_binary.read(file, size - begin, V, E)
            except VectorsError:
                text = True
        file.seek(begin)
        if text:
            return vector_lines.read_lines(file, first)
        return vector_binary.read(file, size - begin, V, E)


def _opened(source: str | Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    if not isinstance(source, str | Path):
        source.seek(0)
        return nullcontext(source)
    try:
        return Path(source).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        reason = getattr(error, "strerror", None) or error
        raise VectorsError(f"The file {Path(source).name} cannot be opened: {reason}.") from error
