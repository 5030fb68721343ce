"""What of a class is told to whom. Until a vote is closed nobody is told how it stands, nor the answer."""

from typing import Any

from .errors import NotNow
from .form import Form, change
from .question import CLOSED, ROUNDS, Question
from .snapshot import Snapshot
from .words import Words

SHOWN_WORDS = 12  # of the class, the most frequent first
SHOWN_CHANCES = 6  # of the network


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
    """The same, with how many have answered, and once it is closed what each answer shows of the room."""
    told = for_students(seen) | {"lines": seen.lines}
    if seen.question is None:
        return told
    asked = told["question"]
    if isinstance(seen.question, Question):
        now = ROUNDS.get(seen.phase, 0)
        asked["voted"] = sum(seen.counts[now - 1]) if now else None
        # the right option is the one without a belief
        asked["beliefs"] = list(seen.question.beliefs) if CLOSED[seen.phase] else []
        return told
    asked["voted"] = seen.answered
    if isinstance(seen.question, Words) and seen.phase != "open":
        asked["said"] = [list(word) for word in seen.words]
    elif isinstance(seen.question, Form) and seen.phase != "open":
        asked["change"] = change(seen.forms, seen.pairs) if len(seen.forms) == 2 else None
        asked["both"] = len(seen.pairs)
    return told


def form_for_students(seen: Snapshot) -> dict[str, Any]:
    """The items of the form that is asked; once the second form is closed, with their answers."""
    if not isinstance(seen.question, Form):
        raise NotNow("Another question is asked by now.")
    done = seen.question.name == "after" and seen.phase == "closed"
    return {
        "number": seen.number,
        "items": [
            {"text": item.text, "options": list(item.options)}
            | ({"answer": item.answer, "why": item.why} if done else {})
            for item in seen.question.items
        ],
    }


def _question(seen: Snapshot) -> dict[str, Any] | None:
    if seen.question is None:
        return None
    told = {
        "number": seen.number,
        "kind": seen.question.kind,
        "text": seen.question.text,
        "phase": seen.phase,
        "round": ROUNDS.get(seen.phase),
    }
    if isinstance(seen.question, Words):
        return told | _words(seen, seen.question)
    if isinstance(seen.question, Form):
        return told | {"name": seen.question.name, "size": len(seen.question.items)}
    told |= {
        "options": list(seen.question.options),
        "counts": [list(counts) for counts in seen.counts[: CLOSED[seen.phase]]],
    }
    if seen.phase == "revealed":
        told |= {"answer": seen.question.answer, "why": seen.question.why}
    return told


def _words(seen: Snapshot, question: Words) -> dict[str, Any]:
    """The class's words that are shown, and the network's once it has been revealed."""
    if seen.phase not in ("shown", "revealed"):
        return {}
    shown = [(word, said) for word, said, hidden in seen.words if not hidden]
    told: dict[str, Any] = {"words": [[word, said] for word, said in shown[:SHOWN_WORDS]]}
    if seen.phase == "revealed":
        ours = {word: question.chance(word) for word, _ in shown[:SHOWN_WORDS]}
        theirs = dict(question.chances[:SHOWN_CHANCES])
        told["chances"] = [[word, p] for word, p in (ours | theirs).items()]
        told["floor"] = question.chances[-1][1] if question.chances else None
        told["why"] = question.why
    return told
