"""Tokenizers that part a short word from the one it leans on: do + n't, j' + aime.

So “not” is one token wherever it stands, and a word is known whatever leans on it. English follows the
Penn Treebank's manner (Marcus, Santorini and Marcinkiewicz 1993).
"""

import re

from .text import words

_ENGLISH = re.compile(r"(n't|'(?:s|re|ve|ll|d|m))$")
_FRENCH = re.compile(r"((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)')")
_WHOLE = {"aujourd'hui", "d'accord", "o'clock"}


def english(text: str) -> list[str]:
    """Lower-case English words, with n't, 's, 're, 've, 'll, 'd and 'm apart.

    >>> english("It's not bad, but I don't know.")
    ['it', "'s", 'not', 'bad', ',', 'but', 'i', 'do', "n't", 'know', '.']
    """
    return [part for word in words(text) for part in _parts(_ENGLISH, word)]


def french(text: str) -> list[str]:
    """Lower-case French words, with c', d', j', l', m', n', qu', s' and t' apart.

    >>> french("Qu'est-ce que j'ai aujourd'hui ?")
    ["qu'", 'est', '-', 'ce', 'que', "j'", 'ai', "aujourd'hui", '?']
    """
    return [part for word in words(text) for part in _parts(_FRENCH, word)]


def _parts(clitic: re.Pattern, word: str) -> list[str]:
    return [word] if word in _WHOLE else [part for part in clitic.split(word) if part]


def join_french(tokens: list[str]) -> str:
    """French tokens as running text: nothing after an apostrophe or around a hyphen.

    >>> join_french(["qu'", "est", "-", "ce", "que", "c'", "est", "?"])
    "qu'est-ce que c'est ?"
    """
    text = " ".join(tokens).replace("' ", "'").replace(" - ", "-")
    return re.sub(r" ([.,…])", r"\1", text)
