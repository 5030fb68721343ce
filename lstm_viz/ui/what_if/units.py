"""Experiment: browse the units of a model with their evidence."""

import numpy as np
import streamlit as st

from lstm_viz.figures.units import correlations
from lstm_viz.look.narration import signed
from lstm_viz.look.roles import full_colour
from lstm_viz.models.language import LanguageModel
from lstm_viz.studies.units import SORTS, UnitIndex, most_similar, search
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import typed
from lstm_viz.ui.reader import Choice

from . import evidence, parts

PER_PAGE = 6
SORT_HELP = (
    "*Slowest*: the highest mean forget gate. *Most predictable*: how much of it the current word "
    "alone explains. "
    "*Strongest link*: the largest correlation with any of the features. *Most needed*: how much the "
    "loss on "
    "held-out text rises without it. *Similar to the open one*: by correlation of the two cell states."
)


def draw(choice: Choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    index = evidence.index_or_say(choice)
    if index is None:
        return {}
    model = choice.model
    if st.session_state.get("wi-unit") not in range(index.H):
        st.session_state["wi-unit"] = int(SORTS["strongest link"](index)[0])
    opened = st.session_state["wi-unit"]
    st.subheader("Browse", anchor=False)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    text = left.text_input(
        "Find units",
        key="wi-find",
        placeholder=_placeholder(index, model),
        help="Units whose strongest words or contexts have the word, or that go with the feature "
        "(|r| ≥ 0.3).",
    )
    text = typed(text, 100)
    names = [*SORTS, "similar to the open one"]
    sort = right.selectbox(
        "Sorted by", names, names.index("strongest link"), key="wi-sort", help=SORT_HELP
    )
    ranked = SORTS[sort](index) if sort in SORTS else most_similar(index, opened)
    found = set(search(index, model, text).tolist())
    order = [unit for unit in ranked.tolist() if unit in found]
    if not order:
        wanted = text.strip()[:40]
        st.info(f"No unit has “{wanted}” in its evidence. Try another word or a number.")
    _gallery(index, model, order)
    st.subheader(f"Unit {opened}", anchor=False)
    parts.choose_unit(index.H, "wi-unit", opened)
    _one(index, model, choice, opened)
    parts.close("units")
    return {"unit": opened}


def _placeholder(index: UnitIndex, model: LanguageModel) -> str:
    """What can be searched: of the features, two that find units."""
    found = [name for name in _features(index) if len(search(index, model, name))]
    return ", ".join(["a number, a word", *(f"“{name}”" for name in found[:2])]) + " …"


def _open(unit: int) -> None:
    st.session_state["wi-unit"] = unit


def _gallery(index: UnitIndex, model: LanguageModel, order: list[int]) -> None:
    pages = max(1, -(-len(order) // PER_PAGE))
    st.caption(f"{len(order)} of {index.H} units.")
    if st.session_state.get("wi-page", 1) > pages:
        st.session_state["wi-page"] = 1
    page = st.pagination(pages, key="wi-page") if pages > 1 else 1
    shown = order[(page - 1) * PER_PAGE : page * PER_PAGE]
    for row in range(0, len(shown), 3):
        for column, unit in zip(st.columns(3), shown[row : row + 3], strict=False):
            with column.container(border=True):
                st.markdown(
                    f"**Unit {unit}** · half gone after {_tokens(index, unit)}  \n"
                    f"up: {evidence.writers(index, model, unit, 0, 3)}  \n"
                    f"down: {evidence.writers(index, model, unit, 1, 3)}  \n"
                    f"goes with: {evidence.link(index, unit)}"
                )
                st.button(f"Open unit {unit}", key=f"wi-open-{unit}", on_click=_open, args=(unit,))


def _tokens(index: UnitIndex, unit: int) -> str:
    half = index.half_life[unit]
    noun = "words" if "number of the subject" in _features(index) else "characters"
    return f"{half:.0f} {noun}" if half >= 10 else f"{half:.1f} {noun}"


def _features(index: UnitIndex) -> list[str]:
    return [feature["name"] for feature in index.facts["features"]]


def _one(index: UnitIndex, model: LanguageModel, choice: Choice, unit: int) -> None:
    rise, error = float(index.ablation[unit]), float(index.ablation_error[unit])
    clear = "more than chance" if rise > 2 * error else "no more than chance could be"
    kind = _tokens(index, unit).split()[-1].removesuffix("s")
    similar = [k for k in most_similar(index, unit) if k != unit][:4]
    st.markdown(
        f"- **How long it keeps**: the mean forget gate is {index.mean_forget[unit]:.4f}, so half of a "
        "memory is gone "
        f"after {_tokens(index, unit)}; after {index.time_constant[unit]:.1f} (the *time constant*) "
        "1/e of it, 37 %, is left.\n"
        f"- **How predictable**: the {kind} just read explains {index.explained[unit]:.0%} of its "
        "variance.\n"
        f"- **How much it is needed**: without it the loss on held-out text rises by {signed(rise, 4)} "
        f"± {error:.4f} "
        f"bits a token, {clear} (the whole loss is {index.facts['loss_bits']:.2f}).\n"
        f"- **Units like it**: "
        + ", ".join(f"{k} (r = {signed(float(index.similarity[unit, k]))})" for k in similar)
    )
    values = choice.trace.cell_state[:, unit]
    both = np.concatenate([index.context_values[:, unit].ravel(), values])
    high = full_colour(both[both != 0]) if (both != 0).any() else 1.0
    spaced = model.facts["tokenizer"] == "words"
    st.markdown(
        "**Your text, coloured by its cell state C** (blue up, grey down, the number below each word)"
    )
    st.html(evidence.STYLE + evidence.coloured(choice.trace.tokens, values, high, spaced))
    left, right = st.columns(2)
    for column, side, name in ((left, 0, "highest"), (right, 1, "lowest")):
        with column:
            st.markdown(f"**Where C stands {name}** in held-out texts (framed word)")
            st.html(evidence.contexts(index, model, unit, side, high))
            direction = ("upwards", "downwards")[side]
            noun = "Words" if spaced else "Characters"
            st.markdown(
                f"{noun} that write most {direction} (mean i ∗ C̃): "
                f"{evidence.writers(index, model, unit, side)}"
            )
    chart(
        correlations(index, unit),
        f"Bars: correlation of unit {unit} with each feature. Strongest: {evidence.link(index, unit)}.",
        key="wi-correlations",
    )
    twin(
        "The features, what they mean and on how many tokens they were measured",
        "wi-correlations-table",
        {
            "feature": _features(index),
            "what it is": [feature["meaning"] for feature in index.facts["features"]],
            "r": [round(float(r), 3) for r in index.correlations[:, unit]],
            "tokens": [feature["tokens"] for feature in index.facts["features"]],
        },
        height=320,
    )
