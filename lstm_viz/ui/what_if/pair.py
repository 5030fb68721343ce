"""Experiment: two sentences side by side."""

import numpy as np
import streamlit as st

from lstm_viz.figures import courses
from lstm_viz.figures.grid import grid
from lstm_viz.inputs.text import TextError, excerpt
from lstm_viz.look.narration import show
from lstm_viz.look.roles import ROLES, colorscale
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies.alignment import Comparison, Pair, compare, difference
from lstm_viz.ui import reader
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import typed
from lstm_viz.ui.reader import Choice

from . import parts
from .table import aligned

PRESETS = parts.LESSONS["pairs"]
QUANTITIES = {role.field: role.name for role in ROLES}


def draw(choice: Choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    model, first = choice.model, choice.trace
    st.pills(
        "Pairs to start from",
        [pair["name"] for pair in PRESETS],
        key="wi-pair",
        on_change=_take_pair,
        wrap=True,
    )
    if not st.session_state.get("wi-second"):
        st.session_state["wi-second"] = _partner(typed(st.session_state.text, 2000))
    st.text_input(
        "Second text, to lay beside yours",
        key="wi-second",
        help="Change a word of your sentence, add one or leave one out, and press Enter.",
        persist_state="session",
    )
    second = _read_second(choice)
    if second is None:
        return {}
    result = compare(model, first, second)
    columns = [_column(first, second, pair) for pair in result.pairs]
    st.html(aligned(first.tokens, second.tokens, result))
    st.markdown(_says(first, second, result, columns))
    chart(
        courses.lines(
            {
                "memory C (distance)": result.memory,
                "hidden state h (distance)": result.hidden,
                "next words (divergence)": result.predictions,
            },
            columns,
            "How far apart are the two readings?",
            parts.APART,
            top=1.0,
        ),
        "Lines: distance of the memories, hidden states and predictions at each aligned pair of words.",
        key="wi-apart",
    )
    st.caption(parts.APART_MEANS)
    table = {"pair": columns} | {
        name: [None if np.isnan(v) else float(v) for v in values]
        for name, values in (
            ("memory", result.memory),
            ("hidden", result.hidden),
            ("next words", result.predictions),
        )
    }
    twin("The distances as a table", "wi-apart-table", table, height=320)

    st.subheader("What every gate does differently", anchor=False)
    field = parts.choose_one("Quantity", QUANTITIES, "wi-quantity")
    role = next(role for role in ROLES if role.field == field)
    change = difference(first, second, field, result.pairs)
    high = float(max(np.nanmax(np.abs(change), initial=0), 1e-6))
    signed_scale = colorscale(next(r for r in ROLES if r.signed and r.colour == "#0072B2"))
    chart(
        grid(
            change.T,
            columns,
            [f"unit {k}" for k in range(change.shape[1])],
            signed_scale,
            (-high, high),
            (f"−{high:.2f} first higher", f"+{high:.2f} second higher"),
            f"{role.name}: second text minus first, unit by unit",
            height=330,
        ),
        f"Heat map of the difference of the {role.name}, units by word pairs.",
        key="wi-change",
    )
    means = {
        r.name: np.abs(difference(first, second, r.field, result.pairs)).mean(axis=1) for r in ROLES
    }
    twin(
        "Mean difference of every gate as a table",
        "wi-change-table",
        {"pair": columns}
        | {n: [None if np.isnan(x) else float(x) for x in v] for n, v in means.items()},
        height=320,
    )

    st.subheader("What does each expect next?", anchor=False)
    partners = [
        (column, a, b)
        for column, (a, b) in zip(columns, result.pairs, strict=True)
        if a is not None and b is not None
    ]
    if partners:
        at = parts.choose_word("After the pair", [column for column, *_ in partners], "wi-pair-at")
        _, a, b = partners[at]
        _expectations(model, first, second, a, b)
    parts.close("pair")
    return {"with": typed(st.session_state["wi-second"], 2000), "quantity": field}


def _take_pair() -> None:
    for pair in PRESETS:
        if pair["name"] == st.session_state["wi-pair"]:
            first, st.session_state["wi-second"] = pair["texts"]
            reader.write(first)


def _partner(text: str) -> str:
    """The text that a preset lays beside this one, else that of the first preset."""
    for pair in PRESETS:
        if text in pair["texts"]:
            return next(other for other in pair["texts"] if other != text)
    return PRESETS[0]["texts"][0]


def _read_second(choice: Choice) -> TextTrace | None:
    tokenizer = choice.model.facts["tokenizer"]
    try:
        part = excerpt(
            typed(st.session_state["wi-second"], 1_000_000), tokenizer, reader.LIMITS[tokenizer]
        )
    except TextError:
        st.info("Type a second text to lay beside the first.", icon=":material/edit:")
        return None
    if part.total > len(part.tokens):
        st.info(f"The network reads the first {len(part.tokens)} of the second text here.")
    return reader.trace(choice.weights_name, tuple(part.tokens))


def _column(first: TextTrace, second: TextTrace, pair: Pair) -> str:
    a, b = (
        None if k is None else show(trace.tokens[k])
        for trace, k in zip((first, second), pair, strict=True)
    )
    if a is None or b is None:
        return f"– / {b}" if a is None else f"{a} / –"
    return a if a == b else f"{a} / {b}"


def _says(first: TextTrace, second: TextTrace, result: Comparison, columns: list[str]) -> str:
    if result.parts_at is None:
        return "Both texts are the same: nothing ever differs."
    text = f"The memories part company at **{columns[result.parts_at]}**"
    if result.widest_at is not None:
        text += f"; the gap grows most at **{columns[result.widest_at]}**"
    last = result.memory[-1]
    if not np.isnan(last):
        words = result.predictions[-1]
        text += f". After the last pair, the memories C are {last:.0%} apart and the expected next words {words:.0%}"
    return text + "."


def _expectations(model: LanguageModel, first: TextTrace, second: TextTrace, a: int, b: int) -> None:
    names = [f"first, after “{show(first.tokens[a])}”", f"second, after “{show(second.tokens[b])}”"]
    if names[0].split(",")[1] == names[1].split(",")[1]:
        names = ["first text", "second text"]
    parts.predictions(
        {names[0]: (model, first.hidden_state[a]), names[1]: (model, second.hidden_state[b])},
        "wi-pair-next",
    )
