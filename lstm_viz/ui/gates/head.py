"""The page's first line: its promise, the examples, and who reads."""

import streamlit as st

import lstm_viz
from lstm_viz.inputs.text import join
from lstm_viz.ui import frame, reader

from . import trials

PARTS = ("words", "cell", "next", "lines", "map", "formula", "gates")


def embedded() -> list[str]:
    """The parts that a course page asks for in its address, `?embed=true&show=cell,next`; none: the whole page."""
    asked = st.query_params.get("show", "")[:200].split(",")
    return [part for part in PARTS if part in asked]


def asked() -> tuple[str, str]:
    """What `line` gives, as the link has it, with nothing drawn."""
    names = reader.kept("model"), reader.kept("learned")
    default = lstm_viz.model_names()[0]
    return names if names[0] == default else (names[0], names[0])


def line() -> tuple[str, str]:
    """Draw it; the names of the chosen model and of what reads."""
    frame.line_style("gates-head", "3.85rem")
    with st.container(horizontal=True, vertical_alignment="center", key="gates-head"):
        st.title("Watch an LSTM read your sentence", anchor=False, width="content")
        st.markdown(
            "Type, press **Play**, drag a valve: every number comes from one reading.", width="stretch"
        )
        with st.popover("Examples"):
            reader.examples()
        with st.popover("Who reads"):
            return reader.who_reads(st.container(), st.container())


def choose() -> reader.Choice:
    """Draw the line, unless parts alone are asked for; the text to read, who reads it, and the pass."""
    reader.restore()
    trials.restore()
    return reader.read(*(asked() if embedded() else line()))


def as_page(choice: reader.Choice) -> str:
    """The view as one HTML file: the text that is read, and the unit that the reader chose."""
    text = join(choice.trace.tokens, choice.model.facts["tokenizer"])
    if choice.unit is None:
        return lstm_viz.to_html(choice.model, text)
    return lstm_viz.to_html(choice.model, text, unit=choice.unit)
