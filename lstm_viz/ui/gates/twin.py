"""The model on screen as a program of the reader's own, in PyTorch and in Keras."""

import streamlit as st

from lstm_viz.models.language import LanguageModel
from lstm_viz.studies import twins


def show(model: LanguageModel, name: str, tokens: list[str]) -> None:
    """Folded away, and sent only when it is opened: what colours code weighs half a megabyte."""
    folded = st.expander(
        "The same reading in PyTorch and in Keras", on_change="rerun", key="gates-twins"
    )
    if not folded.open:
        return
    with folded:
        st.caption(
            "Each runs as it stands, in a checkout of this project, and prints the five likeliest next words. "
            "Look at what differs: the order of the gates, one bias against two, and where the states start."
        )
        for tab, write in zip(st.tabs(["PyTorch", "Keras"]), (twins.pytorch, twins.keras), strict=True):
            tab.code(write(model, name, tokens), language="python")
