"""How far a visitor has come on the tour; plain data, so that the browser can keep it."""

import json
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from lstm_viz import lessons

OWN_TEXT = "own text"  # done when a text is read that is none of the examples


@dataclass(frozen=True)
class Stop:
    """One stop: where it is, what it asks for, and how the browser notices that it was done."""

    id: str
    page: str  # file of the page
    title: str
    ask: str  # the one action, as an invitation
    seen: str  # what to have seen there, said when it was done
    event: str  # how the browser notices it: "did", "click", "input" or "chosen" (see listen.js), or OWN_TEXT
    target: str  # what was done, or the CSS selector of what is clicked or chosen, in the page or a component


STOPS = tuple(Stop(**stop) for stop in lessons.load("tour"))
_IDS = [stop.id for stop in STOPS]


@dataclass
class Progress:
    """Where the tour stands."""

    active: bool = False  # whether the tour is under way
    at: int = 0  # number of the current stop, 0 … len(STOPS); the last means: all seen
    done: set[str] = field(default_factory=set)  # ids of the stops whose action was done

    @property
    def stop(self) -> Stop | None:
        """The current stop; None after the last."""
        return STOPS[self.at] if self.at < len(STOPS) else None

    def start(self, at: int = 0) -> None:
        """Begin, or go on, at a stop."""
        self.active, self.at = True, at

    def finish(self, id: object) -> None:
        """The action of a stop was done; what is no stop's id is ignored."""
        if id in _IDS:
            self.done.add(id)

    def go_on(self) -> None:
        """To the next stop, whether this one was done or is skipped."""
        self.at = min(self.at + 1, len(STOPS))

    def as_json(self) -> dict:
        """For the browser's keeping."""
        return {"active": self.active, "at": self.at, "done": sorted(self.done)}

    @classmethod
    def from_text(cls, kept: object) -> Self:
        """What a browser's cookie holds, JSON in %-signs; anything that is no progress of ours counts as none."""
        try:
            return cls.from_json(json.loads(unquote(kept))) if isinstance(kept, str) else cls()
        except (ValueError, RecursionError):
            return cls()

    @classmethod
    def from_json(cls, stored: Any) -> Self:
        """What the browser kept; anything that is no progress of ours counts as none."""
        if not isinstance(stored, dict) or not isinstance(stored.get("at"), int):
            return cls()
        done = stored.get("done")
        return cls(
            stored.get("active") is True,
            min(max(stored["at"], 0), len(STOPS)),
            {i for i in done if i in _IDS} if isinstance(done, list) else set(),
        )
