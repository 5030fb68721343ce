"""What single units of a shipped model stand for, and what happens to them in the examples.

A name is only as good as its evidence: a unit “carries” a difference where its memory C after one group of
texts stands wholly above that after the other. All numbers that are told come from the reading at hand.
"""

import re
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from lstm_viz import lessons
from lstm_viz.look.narration import signed
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace

_FIELDS = {
    "f": "forget_gate", "i": "input_gate", "o": "output_gate", "C": "cell_state", "h": "hidden_state",
}  # fmt: skip
_PLACE = re.compile(
    r"\{(?:p:(?P<word>\w+)|(?P<symbol>[fioCh])(?:@(?P<at>\d+))?(?P<percent>:percent)?)\}"
)


@dataclass(frozen=True)
class Evidence:
    """A unit's memory C at the end of the texts of two groups."""

    unit: int
    name: str
    high: np.ndarray  # C after each text of the one group
    low: np.ndarray  # after each of the other

    @property
    def holds(self) -> bool:
        """Whether the two groups stand apart."""
        return bool(self.high.min() > self.low.max())

    def told(self, high_name: str, low_name: str) -> str:
        """One sentence with the figures."""
        spans = [
            f"{signed(group.min(), 1)} … {signed(group.max(), 1)}" for group in (self.high, self.low)
        ]
        return f"{len(self.high)} {high_name} end at C = {spans[0]}, {len(self.low)} {low_name} at {spans[1]}"


def evidence(model: LanguageModel, told: dict) -> Evidence:
    """Read the texts of a unit's two groups.

    Args:
        told: a row of `units` in lessons/stories.json.
    """
    unit = told["unit"]
    high, low = (
        np.array([model.trace(text).cell_state[-1, unit] for text in told[group]])
        for group in ("high", "low")
    )
    return Evidence(unit, told["name"], high, low)


@cache
def _stories() -> dict:
    return lessons.load("stories")


def names(model: LanguageModel, name: str) -> dict[int, dict[str, str]]:
    """For each unit whose evidence holds: its `name` and the sentence that bears it out.

    Args:
        name: of the model; the stories are those of one model, others get none.
    """
    if name != _stories()["model"]:
        return {}
    found = {}
    for told in _stories()["units"]:
        seen = evidence(model, told)
        if seen.holds:
            found[seen.unit] = {
                "name": seen.name,
                "evidence": seen.told(told["high_name"], told["low_name"]),
            }
    return found


def captions(
    model: LanguageModel, name: str, trace: TextTrace, example: str | None, unit: int | None
) -> dict[int, str]:
    """The story of an example: a sentence for some steps (0 … T − 1), its numbers taken from the trace.

    Args:
        example: its name; no other text has a story.
        unit: the one that the story follows.
    """
    if name != _stories()["model"] or example not in _stories()["captions"]:
        return {}
    rows = {row["word"] - 1: row["says"] for row in _stories()["captions"][example]}
    return {
        t: _PLACE.sub(partial(_fill, model, trace, t, unit), says)
        for t, says in rows.items()
        if t < len(trace)
    }


def _fill(model: LanguageModel, trace: TextTrace, t: int, unit: int | None, place: re.Match) -> str:
    if place["word"]:
        p = dict(model.predict(trace, t, len(model.vocabulary)))[place["word"]]
        return f"{100 * p:.1f} %"
    t = int(place["at"]) - 1 if place["at"] else t
    value = float(getattr(trace, _FIELDS[place["symbol"]])[t, unit])
    return f"{100 * value:.0f} %" if place["percent"] else signed(value)


def swaps() -> dict[str, list[str]]:
    """For a word the words that are worth putting in its place."""
    return _stories()["swaps"]
