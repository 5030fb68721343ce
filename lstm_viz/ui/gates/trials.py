"""What the reader tries on the network in the picture, as the browser tells it and as a link holds it."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.inputs.text import TextError, excerpt
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm
from lstm_viz.studies import intervention, stories
from lstm_viz.studies.intervention import Hold, ImpossibleHold
from lstm_viz.studies.order import by_similarity
from lstm_viz.studies.transplant import ImpossibleTransplant, Transplant, transplant
from lstm_viz.ui import address, menu, reader, stepping

LONGEST = 20_000  # characters of a text
MOST_HOLDS = 200
_KEY = "gates-tried"
_ALIVE = "gates-alive"
_STATES = {"C": ("cell",), "h": ("hidden",), "both": ("cell", "hidden")}


@dataclass(frozen=True)
class Tried:
    """Gates held, the text that the reading is compared with, and what was put in from it."""

    holds: tuple[str, ...] = ()  # as `Hold` writes them
    pinned: str | None = None
    after: str | None = None  # the text from whose end the reading goes on
    transplant: dict | None = None  # {"what": "C", "h" or "both", "t": step, "unit": number or None}

    @classmethod
    def of(cls, said: dict) -> "Tried":
        """What a browser or a link says; what has no such form is left out."""
        holds = said.get("holds")
        kept = []
        for text in holds[:MOST_HOLDS] if isinstance(holds, list) else ():
            try:
                kept.append(str(Hold.parse(str(text)[:5000])))
            except ImpossibleHold:  # from a link of another hand: the rest still holds
                continue
        return cls(
            tuple(kept),
            pinned=_text(said.get("pinned")),
            after=_text(said.get("after")),
            transplant=_transplant(said.get("transplant")),
        )


def _transplant(said: object) -> dict | None:
    """What a browser says of a transplant, if it has the form of one: what, after which step, which unit."""
    if not isinstance(said, dict) or said.get("what") not in ("C", "h", "both"):
        return None
    t, unit = said.get("t"), said.get("unit")
    whole = (
        isinstance(t, int) and 0 <= t < 1000 and (unit is None or (isinstance(unit, int) and unit >= 0))
    )
    return {"what": said["what"], "t": t, "unit": unit} if whole else None


def _text(said: object) -> str | None:
    return said[:LONGEST] if isinstance(said, str) and said.strip() else None


def restore() -> None:
    """At the first run of a session: what the link holds. At any run: the holds that a page brings."""
    query = st.query_params
    brought = query.get_all(menu.HELD)
    if brought:
        st.session_state[_KEY] = Tried.of({"holds": brought})
        del query[menu.HELD]
        st.session_state.setdefault("gates-level", "story")
    if _KEY in st.session_state:
        return
    put = re.fullmatch(r"(C|h|both)-(\d{1,3})(?:-(\d{1,4}))?", query.get("put", ""))
    said: dict[str, object] = {
        "holds": query.get_all("hold"),
        "pinned": query.get("with"),
        "after": query.get("after"),
    }
    if put:
        unit = None if put[3] is None else int(put[3])
        said["transplant"] = {"what": put[1], "t": int(put[2]) - 1, "unit": unit}
    st.session_state[_KEY] = Tried.of(said)
    st.session_state["gates-level"] = address.option("level", stepping.LEVELS, "story")


def tried() -> Tried:
    """What stands now."""
    return st.session_state[_KEY]


def forget() -> None:
    """Another text was chosen: nothing is held in it."""
    st.session_state[_KEY] = Tried()


def hear(said: object) -> None:
    """What the browser tells after a pause; what is not of the promised form is left as it was."""
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        return
    t = said.get("t")
    reader.hear(said["text"][:LONGEST], t if isinstance(t, int) and 0 <= t < 10_000 else 0)
    st.session_state[_ALIVE] = said.get("alive")
    st.session_state[_KEY] = Tried.of(said)


def alive(stepper: str, name: str) -> bool:
    """Whether the stage of this key has this network already and reads by itself.

    A stage that was not there at the last run (the reader comes from another page) has nothing yet.
    """
    if stepper not in st.session_state:
        st.session_state[_ALIVE] = None
    return st.session_state.get(_ALIVE) == name


def held(model: LanguageModel, trace: TextTrace) -> tuple[TextTrace, str]:
    """The reading as it was tried: from another's end, with a memory put in or under the holds that fit;
    and a sentence about that, empty where nothing was tried."""
    T, H = trace.cell_state.shape
    first = _end_of(model)
    if first:
        arrays: dict[str, Any] = lstm.arrays(lstm.run(model.parameters, trace.inputs, *first))
        trace = replace(trace, **arrays)
    says = "The heat maps, their table and the downloads show the reading as you changed it."
    holds = [Hold.parse(text) for text in tried().holds]
    fit = [
        hold
        for hold in holds
        if all(t < T for t in hold.steps or ()) and all(unit < H for unit in hold.units or ())
    ]
    clamp, changed = None, bool(first)
    if fit:
        try:
            clamp = intervention.lay_out(fit, T, H)
            trace, changed = intervention.repeat(model, trace, fit), True
        except ImpossibleHold as problem:
            st.warning(str(problem), icon=":material/undo:")
    put = tried().transplant
    if put and (mixed := _with_memory(model, trace, put, clamp)):
        return mixed, says
    return trace, says if changed else ""


def _with_memory(
    model: LanguageModel, trace: TextTrace, put: dict, clamp: intervention.Clamp | None
) -> TextTrace | None:
    """The reading with the pinned text's state put in; None where it has no place in the two texts."""
    giver = _reading(model, tried().pinned)
    if giver is None or put["t"] >= min(len(giver), len(trace)):
        return None
    units = None if put["unit"] is None else (put["unit"],)
    try:
        what = Transplant(put["t"], put["t"], _STATES[put["what"]], units)
        return transplant(model, giver, trace, what, clamp)
    except ImpossibleTransplant:  # a unit of another model: the browser leaves it out as well
        return None


def _end_of(model: LanguageModel) -> tuple[np.ndarray, np.ndarray] | None:
    """h and C at the end of the text after which the reading goes on; None where it starts from zero."""
    before = _reading(model, tried().after)
    return None if before is None else (before.hidden_state[-1], before.cell_state[-1])


def _reading(model: LanguageModel, text: str | None) -> TextTrace | None:
    """A second text, read from zero; None where there is nothing to read in it."""
    if not text:
        return None
    tokenizer = model.facts["tokenizer"]
    try:
        return model.trace(excerpt(text, tokenizer, stage.LIMITS[tokenizer]).tokens)
    except TextError:
        return None


@st.cache_data(max_entries=8, show_spinner=False)
def grid(name: str) -> list[int]:
    """The units of a model in the order of the picture's squares: alike ones side by side.

    It is made once for a model, over all examples, so that a unit keeps its place whatever is read.
    """
    model = reader.load(name)
    courses = [model.trace(example["text"]).cell_state for example in reader.EXAMPLES]
    return by_similarity(np.concatenate(courses)).tolist()


@st.cache_data(max_entries=8, show_spinner=False)
def named_units(name: str) -> dict[int, dict[str, str]]:
    """The units of a model that have a name, with the evidence that bears it out; read once for a model."""
    return stories.names(reader.load(name), name)
