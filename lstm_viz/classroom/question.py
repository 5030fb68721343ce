"""A question to the class, and the points that it passes: vote, talk to your neighbour, vote again, answer.

The order is that of peer instruction (Crouch & Mazur 2001, "Peer Instruction: Ten years of experience and
results"): a vote, the talk, a second vote on the same question, and only then the answer.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeGuard
from unicodedata import category

from .errors import Impossible

# point → the points that may follow it
PHASES = {
    "open": ("closed",),  # the first vote
    "closed": ("second", "revealed"),
    "second": ("compared",),  # the second vote
    "compared": ("revealed",),
    "revealed": (),
}
ROUNDS = {"open": 1, "second": 2}  # the vote that is under way
CLOSED = {"open": 0, "closed": 1, "second": 1, "compared": 2, "revealed": 2}  # votes that may be seen
KINDS = ("own", "next", "item", "poll", "check", "sentence", "preset")
LONGEST = {"text": 500, "options": 200, "beliefs": 200, "why": 1000}  # characters
FEWEST, MOST = 2, 5  # options


@dataclass(frozen=True)
class Kept:
    """Something that is asked, as the store keeps it."""

    def to_json(self) -> str:
        """For the store; the class's own `of` reads it again."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class Question(Kept):
    """What is asked; `answer` and what points to it are kept back until it is revealed."""

    kind: str  # one of KINDS: the teacher's own, the stage's next word, one of the pages'
    text: str
    options: tuple[str, ...]
    answer: int | None = None  # place of the right option; None where there is no right one
    beliefs: tuple[str | None, ...] = ()  # the belief behind each option, None behind the right one
    why: str = ""
    phases: ClassVar = PHASES

    @classmethod
    def of(cls, said: Any) -> "Question":
        """A question from JSON.

        Raises:
            Impossible: it has another form.
        """
        if not isinstance(said, dict):
            raise Impossible("A question has a text and options.")
        text, options = said.get("text"), said.get("options")
        if not _is_text(text, "text") or not text.strip():
            raise Impossible(f"Write a question of at most {LONGEST['text']} characters.")
        if not isinstance(options, list) or not FEWEST <= len(options) <= MOST:
            raise Impossible(f"Give {FEWEST} to {MOST} options to choose from.")
        if not all(_is_text(option, "options") and option.strip() for option in options):
            raise Impossible(f"Each option is a text of at most {LONGEST['options']} characters.")
        if len({option.strip() for option in options}) < len(options):
            raise Impossible("Two options are the same: nobody could tell them apart.")
        answer, beliefs, why = said.get("answer"), said.get("beliefs") or [], said.get("why") or ""
        if answer is not None and (type(answer) is not int or not 0 <= answer < len(options)):
            raise Impossible("The right answer must be one of the options.")
        fits = isinstance(beliefs, list) and len(beliefs) in (0, len(options))
        if not fits or not all(belief is None or _is_text(belief, "beliefs") for belief in beliefs):
            raise Impossible("There is one belief, or none, behind each option.")
        if not _is_text(why, "why") or said.get("kind") not in KINDS:
            raise Impossible("The question is not of a kind that can be asked here.")
        return cls(
            said["kind"],
            text.strip(),
            tuple(o.strip() for o in options),
            answer,
            tuple(beliefs),
            why,
        )


def is_text(said: Any, longest: int) -> TypeGuard[str]:
    """Whether this is a text of at most so many characters that can be kept."""
    return isinstance(said, str) and len(said) <= longest and can_be_kept(said)


def _is_text(said: Any, name: str) -> TypeGuard[str]:
    return is_text(said, LONGEST[name])


def can_be_kept(text: str) -> bool:
    """Whether a text has no control characters besides new lines, and no halves of surrogate pairs."""
    return not any(category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text)
