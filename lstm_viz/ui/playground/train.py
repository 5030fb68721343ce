"""Train one in view: a small network learns in the reader's browser."""

import streamlit as st

from lstm_viz.browser.train import payload
from lstm_viz.ui import brought
from lstm_viz.ui.component import component, event

KEY = "train-in-view"
_train = component("train_in_view", "train/train.js", "shared/shared.css train/train.css")


def draw() -> None:
    """What is learned, by what, how well, and every number of it; only a network to be opened leaves it."""
    st.markdown(
        "Choose what a small network learns, press **Play** and watch. It learns **in your browser**, with true "
        "numbers: all that is drawn is read off the network of this moment."
    )
    _train(key=KEY, data=payload(), on_open_change=lambda: None)
    if found := brought.read(event(KEY, "open")):
        brought.hand_over(found)
