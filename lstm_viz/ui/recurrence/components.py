"""The pictures of recurrence as Streamlit components; playing with them sends nothing to the server."""

import streamlit as st

from lstm_viz import recurrence
from lstm_viz.recurrence import activation_payload, backprop_payload, ball_payload, gradients_payload


def _component(name: str, css: str, js: str):
    return st.components.v2.component(name, html=recurrence.HTML, css=css, js=js)


_cell = _component("recurrent_stepper", recurrence.CELL_CSS, recurrence.CELL_JS)
_ball = _component("bouncing_ball", recurrence.BALL_CSS, recurrence.BALL_JS)
_activations = _component("activations", recurrence.ACTIVATION_CSS, recurrence.ACTIVATION_JS)
_backprop = _component("backpropagation", recurrence.BACKPROP_CSS, recurrence.BACKPROP_JS)
_gradients = _component("gradients", recurrence.GRADIENTS_CSS, recurrence.GRADIENTS_JS)


def recurrent_stepper(data: dict, key: str, on_take=lambda: None):
    """Draw the recurrent cell.

    Args:
        data: what `recurrence.cell_payload.payload` gives.
        on_take: called when the reader chooses a next word, as by the LSTM's stepper.
    """
    return _cell(key=key, data=data, on_take_change=on_take)


def bouncing_ball(guessers):
    """Draw the table, the ball, and what both networks expect of it."""
    _ball(key="ball", data=ball_payload.payload(guessers))


def activations():
    """Draw the activation functions with their slopes."""
    _activations(key="activations", data=activation_payload.payload())


def backpropagation(network, x, y, rate: float):
    """Draw the small network and its passes, from the cost on where nothing was chosen yet."""
    data = backprop_payload.payload(network, x, y, rate)
    _backprop(key="backpropagation", data={**data, "start": len(network.weights)})


def gradients_through_time(tokens, found, start: int):
    """Draw the gradients of all networks on one sentence."""
    _gradients(key="gradients", data=gradients_payload.payload(tokens, found, start))
