"""Which film the network watches, and how good its expectations of it are."""

import streamlit as st

from lstm_viz.figures.films import errors
from lstm_viz.models.moving_dots import Watching
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of

from . import network


def choose(channels: int) -> tuple[Watching, int]:
    """Draw the choices; what the network makes of that film, and the channel of its memory to look at."""
    left, middle, right, button = st.columns([2, 3, 2, 2], vertical_alignment="bottom")
    dots = one_of(
        left.segmented_control, "Dots", [1, 2, 3], default=2, key="dots", persist_state="session"
    )
    seen = middle.slider(
        "Pictures that it sees",
        *(1, network.PICTURES, 12),
        key="seen",
        persist_state="session",
        help="After so many pictures the film is hidden, and the network goes on alone.",
    )
    channel = right.selectbox(
        "Channel of the memory",
        range(channels),
        network.clearest(),
        key="channel",
        persist_state="session",
        help="The memory holds several pictures at once; each channel learned to keep something else.",
    )
    if button.button("Throw again", type="primary", width="stretch", help="New dots, new directions."):
        st.session_state.throw = st.session_state.get("throw", 0) + 1
    return network.watch(dots, st.session_state.get("throw", 0), seen), channel


def errors_of(seen: Watching) -> None:
    """The error of every expected picture, beside repeating the last one seen."""
    chart(
        errors(seen),
        "Mean squared error of every expected picture; the table below has the numbers.",
        key="errors",
    )
    twin(
        "The errors as a table",
        "errors-table",
        {
            "picture": range(2, network.PICTURES + 1),
            "ConvLSTM": seen.errors.round(5),
            "repeating the last picture seen": seen.errors_of_repeating.round(5),
        },
        hide_index=True,
        alt="Mean squared error of every expected picture",
    )
