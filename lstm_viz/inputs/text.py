"""From text to token numbers: two tokenizers and the vocabulary.

A network reads numbers, so a text is first cut into tokens (words or
characters) and each token is replaced by its row number in the vocabulary.
What is not in the vocabulary becomes the unknown token.
"""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import regex

from . import signs

UNKNOWN = "<unk>"  # row 0 of every vocabulary
END = "<end>"  # closes a sentence: what a model predicts when it expects no further word

_SIGN, _COMPOSED, _INVISIBLE, _MARKS = map(
    regex.compile, (signs.SIGN, signs.COMPOSED, signs.INVISIBLE, signs.MARKS)
)
_WORD, _BLANKS, _CHARACTER = map(regex.compile, (signs.WORD, signs.BLANKS, signs.CHARACTER))


class TextError(ValueError):
    """A text that cannot be read; the message says what to do about it."""


class EmptyText(TextError):
    """There is no token in the text."""


def _compose(text: str) -> str:
    """One form for each letter: Unicode's NFKC, but for accents that stand alone."""
    return _COMPOSED.sub(lambda part: unicodedata.normalize("NFKC", part[0]), text)


def normalize(text: str) -> str:
    """Lower case, one form for each letter, apostrophe, quote and hyphen, no invisible signs.

    >>> print(normalize("I don´t — “No”"))
    i don't - "no"
    """
    text = _SIGN.sub(lambda sign: signs.SIGNS[sign[0]], text)
    text = _INVISIBLE.sub(lambda part: part[1] or "", text)
    text = _MARKS.sub("", _compose(text).lower())
    return _compose(text)  # letters that stood apart may have met


def words(text: str) -> list[str]:
    """Cut a text into lower-case words, numbers and punctuation marks.

    >>> words("I don't know, Anna!")
    ['i', "don't", 'know', ',', 'anna', '!']
    """
    return _WORD.findall(normalize(text))


def characters(text: str) -> list[str]:
    """Cut a text into lower-case characters with their marks; tabs and runs of spaces become one space.

    >>> characters("Oh  no")
    ['o', 'h', ' ', 'n', 'o']
    """
    return _CHARACTER.findall(_BLANKS.sub(" ", normalize(text)))


TOKENIZERS = {"words": words, "characters": characters}
PIECES = {"words": "word", "characters": "letter"}  # what a token of each is called on the page


def join(tokens: list[str], tokenizer: str) -> str:
    """A text that the tokenizer cuts into these tokens again.

    >>> join(["no", ",", "thanks", "!"], "words")
    'no, thanks!'
    """
    if tokenizer == "characters":
        return "".join(tokens)
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(tokens))


@dataclass(frozen=True)
class Excerpt:
    """What can be read of a text on a page."""

    tokens: list[str]
    total: int  # tokens of the whole text, as far as it was counted
    counted_all: bool  # False where the text was too long even to count


def excerpt(text: str, tokenizer: str, limit: int, longest: int = 200_000) -> Excerpt:
    """The first `limit` tokens of a text; at most its first `longest` characters are looked at.

    Raises:
        EmptyText: there is no token in it, or only blanks.
    """
    tokens = TOKENIZERS[tokenizer](text[:longest])
    if not "".join(tokens).strip():
        raise EmptyText("There is nothing to read yet: type a few words.")
    return Excerpt(tokens[:limit], len(tokens), len(text) <= longest)


class Vocabulary:
    """The tokens a model knows; a token's number is its place in the list.

    Args:
        tokens: distinct tokens, the first of which is the unknown token.

    Raises:
        ValueError: a token occurs twice, or the first is not the unknown token.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self.tokens = list(tokens)
        self.index = {token: i for i, token in enumerate(self.tokens)}
        if not self.tokens or self.tokens[0] != UNKNOWN:
            raise ValueError(f"The first token of a vocabulary must be {UNKNOWN}.")
        if len(self.index) != len(self.tokens):
            raise ValueError("A vocabulary must not contain a token twice.")

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: str) -> bool:
        return token in self.index

    @classmethod
    def build(cls, tokens: Iterable[str], min_count: int = 1, size: int | None = None) -> Self:
        """The most frequent tokens, each seen at least `min_count` times; ties in order of the alphabet.

        `size` counts the unknown token too.
        """
        counts = Counter(token for token in tokens if token != UNKNOWN)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        kept = [token for token, count in ranked if count >= min_count]
        return cls([UNKNOWN, *kept][:size])

    def encode(self, tokens: Iterable[str]) -> np.ndarray:
        """Token numbers, int64, shape (T,); 0 for each token outside the vocabulary."""
        return np.array([self.index.get(token, 0) for token in tokens], dtype=np.int64)

    def decode(self, ids: Iterable[int]) -> list[str]:
        """The tokens with these numbers."""
        return [self.tokens[i] for i in ids]

    def suggest(self, token: str) -> str | None:
        """The known token spelt most like an unknown one; None where nothing comes close.

        Closeness is difflib's ratio (Ratcliff and Obershelp), at least 0.75.
        """
        if len(token) < 3:
            return None
        near = [known for known in self.tokens if abs(len(known) - len(token)) <= 2]
        return next(iter(difflib.get_close_matches(token, near, n=1, cutoff=0.75)), None)
