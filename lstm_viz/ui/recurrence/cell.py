"""The recurrent cell, stepped in the browser on the reader's text."""

import streamlit as st

from lstm_viz.browser.recurrence import cell_payload
from lstm_viz.ui import component, reader

from .components import recurrent_stepper


def draw() -> None:
    """Text box and stepper."""
    choice = reader.choose(pick_model=False)
    tokens = tuple(choice.excerpt.tokens)
    model, memoryless = (reader.load(f"everyday-{name}") for name in ("rnn", "feedforward"))
    trace, without = (reader.trace(f"everyday-{name}", tokens) for name in ("rnn", "feedforward"))

    def on_take() -> None:
        if taken := component.taken("recurrent", len(tokens)):
            reader.take(*taken, trace.tokens, "words")

    unit = 0 if choice.unit is None else min(choice.unit, model.sizes["H"] - 1)
    guesses = [memoryless.predict(without, t, 1)[0][0] for t in range(len(tokens))]
    data = cell_payload.payload(model, trace, guesses, start=choice.start, unit=unit)
    # in two lines: they have to fit a phone
    st.latex(r"h_t = \tanh(U x_t + W h_{t-1} + b)")
    st.latex(r"\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}")
    recurrent_stepper(data, key="recurrent", on_take=on_take)
