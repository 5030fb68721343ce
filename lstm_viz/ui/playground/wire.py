"""Wire one by hand: an LSTM with one unit, its twelve numbers as handles, and goals to reach."""

import streamlit as st

from lstm_viz.browser import wire
from lstm_viz.ui.component import component

_wire = component("wire_by_hand", "wire/wire.js", "shared/shared.css shared/alone.css wire/wire.css")


def draw() -> None:
    """The cell, what it reads, its curves, and the goals."""
    st.markdown(
        "An LSTM with **one unit** and one input has twelve numbers. Pick a goal, then drag the numbers "
        "until the unit does it."
    )
    _wire(key="wire", data=wire.payload())
