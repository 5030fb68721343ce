"""Take it with you: the numbers of a pass as files, and the picture as one page."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lstm_viz.studies import export


def draw(trace: Callable[[], Any], page: Callable[[], str] | None, whose: str = "") -> None:
    """Three buttons; what they give is made when one is pressed.

    Args:
        trace: gives the pass whose numbers are written.
        page: gives the HTML page with the picture; None where the cell has no picture.
        whose: what the numbers belong to, where that is not the whole network: "the layer in the picture".
    """
    of = f" Of {whose}." if whose else ""
    st.header("Take it with you", anchor=False)
    with st.container(horizontal=True):
        if page:
            _button(
                "The picture as one page",
                page,
                "lstm.html",
                "text/html",
                "One HTML file with everything in it: opens by double click, steps and plays without a server or "
                "a network.",
            )
        _button(
            "All numbers as CSV",
            lambda: export.to_csv(trace()),
            "trace.csv",
            "text/csv",
            f"One line for each step and unit, for a spreadsheet.{of}",
        )
        _button(
            "All numbers as JSON",
            lambda: export.to_json(trace()),
            "trace.json",
            "application/json",
            f"Every array of the pass by its name, for a program.{of}",
        )


def _button(label: str, make: Callable[[], str], name: str, kind: str, what: str) -> None:
    st.download_button(label, make, name, kind, on_click="ignore", help=what)
