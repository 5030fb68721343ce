"""The stepper as a Streamlit component; stepping, playing and scrubbing send nothing to the server."""

import streamlit as st

from lstm_viz.browser import stage

_mount = st.components.v2.component("lstm_stepper", html=stage.HTML, css=stage.CSS, js=stage.JS)


def stepper(data: dict, key: str, on_take=lambda: None):
    """Draw the stepper.

    Args:
        data: what `lstm_viz.browser.stage.payload` gives.
        on_take: called when the reader chooses a next word; `st.session_state[key].take` is then
            {"word": the token, "t": the step it follows}.
    """
    return _mount(key=key, data=data, on_take_change=on_take)
