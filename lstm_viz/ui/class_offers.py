"""The questions that a page offers a teacher to put to the class; their answers stay on the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lstm_viz import lessons
from lstm_viz.classroom import Form, Question
from lstm_viz.classroom.asked import Asked
from lstm_viz.classroom.form import NAMES
from lstm_viz.inputs.text import words
from lstm_viz.studies import items

from . import reader

MODEL = "everyday"


@dataclass(frozen=True)
class Offer:
    """A question under a short name."""

    name: str
    question: Asked


def of(file: str) -> list[Offer]:
    """On the Quiz page its polls and all of the twelve items, on another the items that it teaches; on the
    Quiz and the Classroom page the two forms of them as well."""
    found = [Offer(name, asked) for page, name, asked in _asked(0) if file in (page, "quiz")]
    if file == "quiz":
        return [*_forms(), *_polls(), *found]
    return list(_forms()) if file == "classroom" else found


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
def _asked(number: int) -> tuple[tuple[str, str, Question], ...]:
    """The items of one of the two forms: the page that teaches it, its name, the question."""
    model = reader.load(MODEL)
    form = items.form(model, reader.trace(MODEL, tuple(words(items.TEXTS[number]))))
    return tuple(
        (i.page, i.name, _question("item", i.question, i.options, i.right, i.beliefs, i.why))
        for i in form
    )


@cache
def _polls() -> tuple[Offer, ...]:
    return tuple(
        Offer(f"Poll {n}", _question("poll", p["question"], p["options"], p["right"], (), p["why"]))
        for n, p in enumerate(lessons.load("quiz")["polls"], 1)
    )


@cache
def _forms() -> tuple[Offer, ...]:
    found = []
    for number, name in enumerate(NAMES):
        asked = tuple(question for _, _, question in _asked(number))
        text = f"All numbers are of the network {MODEL} as it reads “{items.TEXTS[number]}”."
        found.append(Offer(f"{len(asked)} questions, {name}", Form(name, text, asked)))
    return tuple(found)
