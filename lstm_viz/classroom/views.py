"""What of a class is told to whom. Until a vote is closed nobody is told how it stands, nor the answer."""

from typing import Any

from .question import CLOSED, ROUNDS
from .store import Snapshot


def for_students(seen: Snapshot) -> dict[str, Any]:
    """What every member may know; plain JSON values."""
    return {
        "code": seen.code,
        "here": seen.here,
        "over": seen.over,
        "state": seen.state,
        "version": seen.version,
        "question": _question(seen),
    }


def for_teacher(seen: Snapshot) -> dict[str, Any]:
    """The same, with how many have voted, and once the first vote is closed the belief behind each option."""
    told = for_students(seen)
    if seen.question and told["question"]:
        now = ROUNDS.get(seen.phase, 0)
        told["question"]["voted"] = sum(seen.counts[now - 1]) if now else None
        # the right option is the one without a belief
        told["question"]["beliefs"] = list(seen.question.beliefs) if CLOSED[seen.phase] else []
    return told


def _question(seen: Snapshot) -> dict[str, Any] | None:
    if seen.question is None:
        return None
    told = {
        "number": seen.number,
        "kind": seen.question.kind,
        "text": seen.question.text,
        "options": list(seen.question.options),
        "phase": seen.phase,
        "round": ROUNDS.get(seen.phase),
        "counts": [list(counts) for counts in seen.counts[: CLOSED[seen.phase]]],
    }
    if seen.phase == "revealed":
        told |= {"answer": seen.question.answer, "why": seen.question.why}
    return told
