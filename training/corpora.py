"""Readers of the raw text: each gives a list of sentences, and real text is split before anything else."""

import random
from html import unescape
from pathlib import Path


def captions(path: str | Path) -> list[str]:
    """One sentence a line, `&amp;` and its like read as the signs that they stand for."""
    lines = (unescape(line).strip() for line in Path(path).read_text("utf-8").splitlines())
    return [line for line in lines if line]


def tatoeba(path: str | Path) -> list[str]:
    """English, tab, translation: the distinct English sentences, in the file's order."""
    english = (line.split("\t")[0] for line in Path(path).read_text("utf-8").splitlines())
    return list(dict.fromkeys(sentence for sentence in english if sentence.strip()))


def paragraphs(path: str | Path) -> list[str]:
    """Paragraphs of a plain text, their line breaks kept."""
    return [part.strip() for part in Path(path).read_text("utf-8").split("\n\n") if part.strip()]


def split(sentences: list[str], share: float, seed: int) -> tuple[list[str], list[str]]:
    """Training and held-out sentences: a random `share` of the distinct ones is held out.

    A sentence that occurs several times is on one side only, so nothing held out is ever trained on.
    """
    distinct = sorted(set(sentences))
    held_out = set(random.Random(seed).sample(distinct, round(share * len(distinct))))
    return [s for s in sentences if s not in held_out], [s for s in distinct if s in held_out]
