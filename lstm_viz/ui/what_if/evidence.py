"""The index of units, loaded once, and how evidence is written: coloured text, words, sentences."""

from html import escape

import numpy as np
import streamlit as st

from lstm_viz.look.narration import show, signed
from lstm_viz.look.roles import CELL, NEGATIVE, rgba
from lstm_viz.models.language import LanguageModel
from lstm_viz.studies import units
from lstm_viz.studies.units import NOTHING, NoIndex, UnitIndex
from lstm_viz.ui import reader
from lstm_viz.ui.reader import Choice


@st.cache_resource(max_entries=8, show_spinner=False)
def load(name: str) -> UnitIndex:
    """The index of a shipped model, loaded once for all visitors."""
    return units.load(name, reader.load(name))


def index_or_say(choice: Choice) -> UnitIndex | None:
    """The index of the model that reads; where there is none, a sentence on the page says why."""
    try:
        if choice.weights_name != choice.model_name:
            raise NoIndex(
                "The evidence was gathered for the fully trained network: move the slider to its end."
            )
        return load(choice.model_name)
    except NoIndex as problem:
        st.info(str(problem), icon=":material/search_off:")
        return None


def coloured(
    tokens: list[str], values: np.ndarray, high: float, spaced: bool, at: int = -1, digits: int = 1
) -> str:
    """Words on a background that says how far up (blue) or down (grey) the unit stands, with its number.

    Args:
        values: the unit's C at each token (T,).
        high: the size that gets the full colour.
        spaced: whether tokens are words, each with its number below, or characters without.
        at: the token to frame.
    """
    parts = []
    for k, (token, value) in enumerate(zip(tokens, values, strict=True)):
        strength = 0.45 * min(1.0, abs(float(value)) / high)
        colour = rgba(CELL.colour if value >= 0 else NEGATIVE, round(strength, 3))
        number = f"<small>{signed(float(value), digits)}</small>" if spaced else ""
        frame = " class='at'" if k == at else ""
        parts.append(f"<span{frame} style='background: {colour}'>{escape(show(token))}{number}</span>")
    return f"<div class='wi-text{' wi-words' if spaced else ''}'>{''.join(parts)}</div>"


STYLE = """<style>
.wi-text { line-height: 1.5; margin: 3px 0 8px; overflow-wrap: anywhere; }
.wi-text span { padding: 2px 1px; }
.wi-words { display: flex; flex-wrap: wrap; gap: 3px; }
.wi-words span { padding: 1px 6px; border-radius: 6px; display: inline-grid; justify-items: center; }
.wi-words small { font-size: 0.72rem; }
.wi-text .at { outline: 2px solid currentColor; font-weight: 700; }
</style>"""


def contexts(index: UnitIndex, model: LanguageModel, unit: int, side: int, high: float) -> str:
    """The texts in which a unit stands highest (side 0) or lowest (1), as HTML."""
    spaced = model.facts["tokenizer"] == "words"
    rows = []
    for ids, values, at in zip(
        index.contexts[side, unit],
        index.context_values[side, unit],
        index.context_at[side, unit],
        strict=True,
    ):
        has = ids != NOTHING
        if has.any():
            rows.append(coloured(model.vocabulary.decode(ids[has]), values[has], high, spaced, int(at)))
    return STYLE + "".join(rows)


def writers(index: UnitIndex, model: LanguageModel, unit: int, side: int, k: int = 6) -> str:
    """The tokens that write most into a unit, upwards (0) or downwards (1), with their mean i ∗ C̃."""
    sign = (1, -1)[side]
    pairs = zip(index.words[side, unit][:k], index.word_values[side, unit][:k], strict=True)
    shown = [
        f"{_code(model.vocabulary.tokens[i])} {signed(float(v))}" for i, v in pairs if sign * v > 0.005
    ]
    return ", ".join(shown) or "none"


def _code(token: str) -> str:
    return f"`{show(token)}`" if "`" not in token else f"`` {token} ``"


def link(index: UnitIndex, unit: int) -> str:
    """What the unit goes with most, as a short sentence."""
    feature, r = index.strongest(unit)
    if abs(r) < 0.1:
        return "none of the features measured (|r| < 0.1)"
    return f"{index.facts['features'][feature]['name']}, r = {signed(r)}"
