"""The questions that a page offers a teacher to put to the class; their answers stay on the server."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

import streamlit as st

import lstm_viz
from lstm_viz import lessons
from lstm_viz.browser.stage import LIMITS
from lstm_viz.classroom import Form, Question
from lstm_viz.classroom.asked import Asked
from lstm_viz.classroom.form import NAMES
from lstm_viz.inputs.text import TextError, excerpt, words
from lstm_viz.studies import intervention, items, outcomes, quiz

from . import reader

MODEL = "everyday"
MOST_SAID = 160  # characters of a text in a question about it
SENTENCE = 40  # tokens of a text that the Quiz page asks about


@dataclass(frozen=True)
class Offer:
    """A question under a name that no other of its page has."""

    name: str
    text: str
    make: Callable[[], Asked]  # with its answer, which may have to be computed

    @property
    def question(self) -> Asked:
        return self.make()


def of(file: str) -> list[Offer]:
    """What can be asked on a page: the questions of its lessons and those of the twelve items that it teaches.

    On the Quiz page the two forms, the questions about the reader's sentence, its polls and all items; on
    What if its experiments, with the reader's text where that has a place for them.
    """
    found = [_ready(name, asked) for page, name, asked in _asked(0) if file in (page, "quiz")]
    if file == "quiz":
        _, tokens = _reading(SENTENCE, MODEL)
        seed = st.session_state.get("quiz_seed", 0)
        return [*_forms(), *_sentence(tokens, seed), *_polls(), *found]
    if file == "classroom":
        return list(_forms())
    return [*(_presets(*_reading()) if file == "what_if" else ()), *_checks(file), *found]


def _ready(name: str, asked: Asked) -> Offer:
    return Offer(name, asked.text, lambda: asked)


def plain(text: str) -> str:
    """A sentence of a lesson without its marks for formulas and code, which a bar can't set.

    >>> plain("$h_t = o_t * \\\\tanh(C_{t-1})$, see `LSTM`")
    'h_t = o_t * tanh(C_t−1), see LSTM'
    """
    signs = {
        r"\tilde{C}": "C̃",
        r"\tilde C": "C̃",
        r"\partial ": "∂",
        r"\sum": "∑",
        r"\,": "",
        "{tj}": "tj",
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
        _ready(f"Poll {n}", _question("poll", p["question"], p["options"], p["right"], (), p["why"]))
        for n, p in enumerate(lessons.load("quiz")["polls"], 1)
    )


@cache
def _checks(file: str) -> tuple[Offer, ...]:
    """The questions with which the lessons of a page end."""
    if not (lessons.FOLDER / f"{file}.json").exists():
        return ()
    return tuple(
        _ready(
            f"Check: {name}", _question("check", c["question"], c["options"], c["right"], (), c["why"])
        )
        for name, c in _checks_in(lessons.load(file), file)
    )


def _checks_in(lesson: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(lesson, dict):
        name = lesson.get("title") or lesson.get("name") or name.replace("_", " ")
        if "check" in lesson:
            yield name, lesson["check"]
        for key, part in lesson.items():
            yield from _checks_in(part, key)
    elif isinstance(lesson, list):
        for part in lesson:
            yield from _checks_in(part, name)


def _reading(limit: int | None = None, only: str = "") -> tuple[str, tuple[str, ...]]:
    """The network of the pickers, or the `only` one of a page, and the reader's tokens as it reads them."""
    state = st.session_state
    opening = state.get("opening", {"text": st.query_params.get("text") or reader.EXAMPLES[0]["text"]})
    chosen, learned = (state.get(key, opening.get(key, MODEL)) for key in ("model", "learned"))
    name = only or (learned if chosen == MODEL and learned in lstm_viz.snapshot_names() else chosen)
    tokenizer = reader.load(name).facts["tokenizer"]
    limit = limit or LIMITS[tokenizer]
    try:
        tokens = excerpt(state.get("text", opening["text"]), tokenizer, limit).tokens
    except TextError:
        tokens = excerpt(state.get("last_text", reader.EXAMPLES[0]["text"]), tokenizer, limit).tokens
    return name, tuple(tokens)


@lru_cache(maxsize=64)
def _sentence(tokens: tuple[str, ...], seed: int) -> tuple[Offer, ...]:
    """The questions of the Quiz page about the reader's sentence, whose network is always the first."""
    said = _short(tokens)
    return tuple(
        _ready(
            f"Your sentence: {q.kind}",
            _question("sentence", f"“{said}”: {q.question}", q.options, q.right, (), q.why),
        )
        for q in quiz.questions(reader.trace(MODEL, tokens), reader.load(MODEL), seed)
    )


@lru_cache(maxsize=64)
def _presets(name: str, own: tuple[str, ...]) -> tuple[Offer, ...]:
    """The experiments of What if, whose outcome is computed when they are asked."""
    found: list[Offer] = []
    if not any(token in reader.load(name).vocabulary for token in own[1:]):
        own = ()  # nothing is to be guessed in it
    for preset in lessons.load("what_if")["presets"]:
        texts = filter(None, (own, _tokens_of(preset, name)))
        tokens = next((t for t in texts if outcomes.fits(preset, list(t))), None)
        if tokens:
            text = plain(f"“{_short(tokens)}”: {preset['question']}")
            make = partial(_preset, preset, name, tokens, text)
            found.append(Offer(f"What if: {preset['name']}", text, make))
    return tuple(found)


def _short(tokens: tuple[str, ...]) -> str:
    """The text, as much of it as a question has room for."""
    text = " ".join(tokens)
    return text if len(text) <= MOST_SAID else f"{text[:MOST_SAID]} …"


def _tokens_of(preset: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(reader.load(name).tokenize(preset["text"]))


def _preset(preset: dict[str, Any], name: str, tokens: tuple[str, ...], text: str) -> Question:
    model, trace = reader.load(name), reader.trace(name, tokens)
    holds = outcomes.preset_holds(preset, list(tokens))
    held = intervention.repeat(model, trace, holds)
    right, proof = outcomes.OUTCOMES[preset["outcome"]](model, trace, held, holds)
    return _question("preset", text, preset["options"], right, (), f"{proof} {preset['why']}")


@cache
def _forms() -> tuple[Offer, ...]:
    found = []
    for number, name in enumerate(NAMES):
        asked = tuple(question for _, _, question in _asked(number))
        text = f"All numbers are of the network {MODEL} as it reads “{items.TEXTS[number]}”."
        found.append(_ready(f"{len(asked)} questions, {name}", Form(name, text, asked)))
    return tuple(found)
