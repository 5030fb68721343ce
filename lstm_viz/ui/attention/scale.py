"""Sizes true to scale as a Streamlit component; zooming sends nothing to the server."""

from lstm_viz.browser import scale
from lstm_viz.look.roles import ATTENTION
from lstm_viz.ui.component import component

_mount = component("scale", "scale/scale.js", "shared/shared.css scale/scale.css")


def show(ours: dict[str, float], key: str) -> object:
    """Draw our sizes among the published ones.

    Args:
        ours: "parameters" and "bytes" of our model and its text.
    """
    return _mount(key=key, data={"kinds": scale.payload(ours), "colour": ATTENTION})
