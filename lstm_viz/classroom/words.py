"""A question that everybody answers with a word of their own, beside which the network's words will stand."""

from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar
from unicodedata import normalize

from .errors import Impossible
from .question import LONGEST, Kept, is_text

LONGEST_WORD = 30  # characters
MOST_CHANCES = 200  # of the network's words, of which the chances are kept
# point → the points that may follow it: before they are shown the teacher alone sees the words, to hide some
PHASES = {"open": ("closed",), "closed": ("shown",), "shown": ("revealed",), "revealed": ()}


@dataclass(frozen=True)
class Words(Kept):
    """“What will come next?” in one's own words; `chances` and `why` are kept back until it is revealed."""

    text: str
    chances: tuple[
        tuple[str, float], ...
    ] = ()  # the network's words and their probabilities, likeliest first
    why: str = ""
    kind: str = "words"
    phases: ClassVar = PHASES

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Words":
        """The question from JSON.

        Raises:
            Impossible: it has another form.
        """
        text, chances, why = said.get("text"), said.get("chances") or [], said.get("why") or ""
        if not is_text(text, LONGEST["text"]) or not text.strip() or not is_text(why, LONGEST["why"]):
            raise Impossible(f"Write a question of at most {LONGEST['text']} characters.")
        if not isinstance(chances, list) or len(chances) > MOST_CHANCES:
            raise Impossible(f"At most {MOST_CHANCES} words of the network can be kept.")
        return cls(text.strip(), tuple(map(_chance, chances)), why)

    @staticmethod
    def read(said: Any) -> str:
        """What somebody answered, in the form in which equal words are equal.

        >>> Words.read("  Big   FISH ")
        'big fish'
        """
        word = " ".join(said.split()) if isinstance(said, str) else ""
        if not word or not is_text(word, LONGEST_WORD):
            raise Impossible(f"Send one word of at most {LONGEST_WORD} characters.")
        return normalize("NFC", word.lower())

    def chance(self, word: str) -> float | None:
        """The network's probability of a word; None where it is not among those that are kept."""
        return next((p for known, p in self.chances if known == word), None)


def _chance(said: Any) -> tuple[str, float]:
    if not isinstance(said, list) or len(said) != 2 or not is_text(said[0], LONGEST["options"]):
        raise Impossible("A chance is a word and its probability.")
    word, p = said
    if not isinstance(p, float | int) or isinstance(p, bool) or not isfinite(p) or not 0 <= p <= 1:
        raise Impossible("A probability lies between 0 and 1.")
    return word.lower(), float(p)
