"""What the store tells of a class: how it is now, and what came of its questions."""

from dataclasses import dataclass, field
from typing import Any

from .asked import Asked
from .form import Form

Said = tuple[tuple[str, int, bool], ...]  # word, how many said it, whether it is hidden


@dataclass(frozen=True)
class Snapshot:
    """A class at one moment, with all that is secret: views.py says what goes to whom."""

    code: str
    version: int
    state: Any  # JSON: where the class stands
    over: bool
    here: int  # members seen lately
    number: int = 0  # of the question asked last; 0 where none was
    question: Asked | None = None
    phase: str = ""
    counts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())  # votes for each option, before and after
    answered: int = 0  # members that said a word of their own, or handed a form in
    words: Said = ()  # of the class
    forms: tuple[Form, ...] = ()  # the one that is asked; both, where it is the second and closed
    pairs: tuple[tuple[Any, Any], ...] = ()  # choices before and after of all who took both
    lines: int = 0  # to the teacher


@dataclass(frozen=True)
class Result:
    """What came of one question: of a vote that is still open nothing is told."""

    number: int
    phase: str
    question: Asked
    counts: Any = ((), ())
    words: Said = ()
    forms: dict[str, Any] = field(default_factory=dict)  # digest of a member → choices, of a form
