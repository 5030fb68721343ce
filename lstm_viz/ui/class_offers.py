"""The questions that a page offers a teacher to put to the class; their answers stay on the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lstm_viz import lessons
from lstm_viz.classroom import Question
from lstm_viz.inputs.text import words
from lstm_viz.studies import items

from . import reader

MODEL = "everyday"


@dataclass(frozen=True)
class Offer:
    """A question under a short name."""

    name: str
    question: Question


def of(file: str) -> list[Offer]:
    """On the Quiz page its polls and all of the twelve items, on another the items that it teaches."""
    found = [offer for page, offer in _items() if file in (page, "quiz")]
    return [*_polls(), *found] if file == "quiz" else found


def plain(text: str) -> str:
    """A sentence of a lesson without its marks for formulas and code, which a bar can't set.

    >>> plain("$h_t = o_t * \\\\tanh(C_{t-1})$, see `LSTM`")
    'h_t = o_t * tanh(C_t−1), see LSTM'
    """
    signs = {
        r"\tilde{C}": "C̃",
        r"\tanh": "tanh",
        r"\prod": "∏",
        "{t-1}": "t−1",
        "$": "",
        "`": "",
        "**": "",
    }
    for mark, sign in signs.items():
        text = text.replace(mark, sign)
    return text


def _question(
    kind: str, text: str, options: Iterable[str], answer: int, beliefs: Iterable[str | None], why: str
) -> Question:
    return Question(kind, plain(text), tuple(map(plain, options)), answer, tuple(beliefs), plain(why))


@cache
def _items() -> tuple[tuple[str, Offer], ...]:
    model = reader.load(MODEL)
    form = items.form(model, reader.trace(MODEL, tuple(words(items.TEXTS[0]))))
    return tuple(
        (i.page, Offer(i.name, _question("item", i.question, i.options, i.right, i.beliefs, i.why)))
        for i in form
    )


@cache
def _polls() -> tuple[Offer, ...]:
    return tuple(
        Offer(f"Poll {n}", _question("poll", p["question"], p["options"], p["right"], (), p["why"]))
        for n, p in enumerate(lessons.load("quiz")["polls"], 1)
    )
