"""From our sizes to GPT-3's, true to scale; zooming sends nothing to the server."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import scale
from lstm_viz.look.roles import ATTENTION
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.ui.component import component

from . import networks

_TEXTS = lessons.load("attention")["texts"]

_mount = component("scale", "scale/scale.js", "shared/shared.css scale/scale.css")


def draw() -> None:
    """The section: our Transformer and its text among the published ones."""
    model = networks.load()
    st.header("From ours to GPT-3", anchor=False)
    st.markdown(about_size(model))
    ours = {"parameters": model.sizes["parameters"], "bytes": float(model.facts["text_bytes"])}
    _mount(key="scale", data={"kinds": scale.payload(ours), "colour": ATTENTION})
    st.markdown(_TEXTS["gpt"])


def about_size(model: TransformerModel) -> str:
    """GPT-3 against ours, in things that one can walk and read."""
    return _TEXTS["size"].format(
        our_line=scale.line_of(model.sizes["parameters"]),
        their_line=scale.line_of(175e9),
        our_years=scale.reading_time(float(model.facts["text_bytes"])),
        filtered_years=scale.reading_time(570e9),
        their_years=scale.reading_time(45e12),
    )
