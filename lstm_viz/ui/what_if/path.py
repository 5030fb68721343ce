"""Experiment: the path of memory through a plane."""

import streamlit as st

from lstm_viz.browser import lab, stage
from lstm_viz.look.narration import percent
from lstm_viz.studies.order import longest_memory
from lstm_viz.ui.reader import Choice
from lstm_viz.ui.stepping import stepper

from . import components, evidence, parts

STATES = {"hidden_state": "hidden state h", "cell_state": "cell state C"}


def draw(choice: Choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    index = evidence.index_or_say(choice)
    if index is None:
        return {}
    model, trace = choice.model, choice.trace
    state = parts.choose_one("Draw the", STATES, "wi-state")
    components.path(key="wi-path", data=lab.path(index, model, trace, state, choice.start))
    st.caption(
        f"Axes: the two directions in which the {index.background.shape[1]:,} states drawn here, taken "
        "at random from "
        f"{index.facts['tokens']:,} steps over texts held out of the training, spread most (PCA). Two "
        "numbers "
        f"cannot hold all {index.H}: the axes say how much they keep."
    )
    right, base = index.neighbours_tell(state)
    st.caption(
        "How far can one trust a place? Take any dot and guess what came next there from the 25 dots "
        f"nearest to it: that is right for **{percent(right)}** of them. Always guessing the commonest "
        f"kind is right for {percent(base)}."
    )
    st.subheader("The same step in the cell", anchor=False)
    st.caption(
        "Step, play or scrub here, and the path above moves along; move the path, and the cell follows."
    )
    stepper(
        stage.payload(
            trace,
            trace.tokens,
            marks=stage.unknown_words(model.vocabulary, trace),
            model=choice.weights_name,
            step_name=choice.step_name,
            start=choice.start,
            unit=longest_memory(trace),
            next=stage.next_words(model, trace) | {"takes": False},
        ),
        key="wi-stepper",
    )
    parts.close("path")
    return {"state": state}
