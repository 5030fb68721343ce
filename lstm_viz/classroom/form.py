"""The twelve items as a test of the class, before and after: what the room gained, and which beliefs went away.

The gain is Hake's (1998, "Interactive-engagement versus traditional methods"), of those who took both forms:
g = (after − before) / (1 − before), with the shares that were right.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .errors import Impossible
from .question import Kept, Question, is_text

NAMES = ("before", "after")
UNKNOWN = -1  # the choice “I don't know yet”
MOST_ITEMS = 40
PHASES = {"open": ("closed",), "closed": ()}

Choices = Sequence[int]  # of one member: place of the chosen option of each item, or UNKNOWN


@dataclass(frozen=True)
class Form(Kept):
    """One of the two parallel forms; its answers are told when the second is closed."""

    name: str  # one of NAMES
    text: str
    items: tuple[Question, ...]
    kind: str = "form"
    phases: ClassVar = PHASES

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Form":
        """A form from JSON.

        Raises:
            Impossible: it has another form.
        """
        name, text, items = (said.get(key) for key in ("name", "text", "items"))
        if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
            raise Impossible(f"A form has 1 to {MOST_ITEMS} questions.")
        if name not in NAMES or not is_text(text, 500):
            raise Impossible("This is not a form that a class can take.")
        questions = tuple(map(Question.of, items))
        if any(question.answer is None for question in questions):
            raise Impossible("Each item of a form has a right answer.")
        return cls(str(name), text, questions)

    def read(self, said: Any) -> list[int]:
        """What somebody hands in: a choice for each item."""
        if not isinstance(said, list) or len(said) != len(self.items):
            raise Impossible(f"Answer all {len(self.items)} questions.")
        for choice, item in zip(said, self.items, strict=True):
            if type(choice) is not int or not UNKNOWN <= choice < len(item.options):
                raise Impossible("Choose one of the options.")
        return said

    def right(self, answers: Sequence[Choices]) -> list[float]:
        """Share of the answers that are right, for each item; 0 where there are none."""
        return [
            sum(choices[k] == item.answer for choices in answers) / max(len(answers), 1)
            for k, item in enumerate(self.items)
        ]

    def beliefs(self, answers: Sequence[Choices]) -> list[dict[str, int]]:
        """How many chose the option behind which each belief stands, for each item."""
        found = []
        for k, item in enumerate(self.items):
            chosen = Counter(choices[k] for choices in answers)
            found.append({b: chosen[place] for place, b in enumerate(item.beliefs) if b})
        return found


def gain(before: float, after: float) -> float | None:
    """Hake's gain of two shares; None where nothing was left to gain."""
    return None if before == 1 else (after - before) / (1 - before)


def change(forms: Sequence[Form], pairs: Sequence[tuple[Choices, Choices]]) -> list[dict[str, Any]]:
    """What came of each item between the two forms, of those who took both; plain JSON values.

    Returns:
        for each item: shares `before` and `after`, `gain`, and `beliefs`: [belief, how many before, after].
    """
    taken = [[pair[n] for pair in pairs] for n in (0, 1)]
    shares = [form.right(answers) for form, answers in zip(forms, taken, strict=True)]
    held = [form.beliefs(answers) for form, answers in zip(forms, taken, strict=True)]
    return [
        {
            "before": before,
            "after": after,
            "gain": gain(before, after) if pairs else None,
            "beliefs": [[belief, n, later.get(belief, 0)] for belief, n in first.items()],
        }
        for before, after, first, later in zip(*shares, *held, strict=True)
    ]
