"""Sizes true to scale as a Streamlit component; zooming sends nothing to the server."""

import streamlit as st

from lstm_viz.browser import scale
from lstm_viz.look.roles import ATTENTION

_mount = st.components.v2.component("scale", html=scale.HTML, css=scale.CSS, js=scale.JS)


def show(ours: dict[str, float], key: str):
    """Draw our sizes among the published ones.

    Args:
        ours: "parameters" and "bytes" of our model and its text.
    """
    return _mount(key=key, data={"kinds": scale.payload(ours), "colour": ATTENTION})
