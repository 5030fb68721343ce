"""The page's pictures as Streamlit components; playing with them sends nothing to the server."""

import streamlit as st

from lstm_viz.browser import recurrence
from lstm_viz.browser.recurrence import ball_payload

_cell = st.components.v2.component(
    "recurrent_stepper", html=recurrence.HTML, css=recurrence.CELL_CSS, js=recurrence.CELL_JS
)
_ball = st.components.v2.component(
    "bouncing_ball", html=recurrence.HTML, css=recurrence.BALL_CSS, js=recurrence.BALL_JS
)


def recurrent_stepper(data: dict, key: str, on_take=lambda: None):
    """Draw the recurrent cell.

    Args:
        data: what `browser.recurrence.cell_payload.payload` gives.
        on_take: called when the reader chooses a next word, as by the LSTM's stepper.
    """
    return _cell(key=key, data=data, on_take_change=on_take)


def bouncing_ball(guessers):
    """Draw the table, the ball, and what both networks expect of it."""
    _ball(key="ball", data=ball_payload.payload(guessers))
