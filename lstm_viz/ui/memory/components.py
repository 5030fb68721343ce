"""The page's pictures as Streamlit components; playing with them sends nothing to the server."""

import streamlit as st

from lstm_viz.browser import recurrence
from lstm_viz.browser.recurrence import activation_payload, backprop_payload, gradients_payload


def _component(name: str, css: str, js: str):
    return st.components.v2.component(name, html=recurrence.HTML, css=css, js=js)


_activations = _component("activations", recurrence.ACTIVATION_CSS, recurrence.ACTIVATION_JS)
_backprop = _component("backpropagation", recurrence.BACKPROP_CSS, recurrence.BACKPROP_JS)
_gradients = _component("gradients", recurrence.GRADIENTS_CSS, recurrence.GRADIENTS_JS)


def activations():
    """Draw the activation functions with their slopes."""
    _activations(key="activations", data=activation_payload.payload())


def backpropagation(network, x, y, rate: float):
    """Draw the small network and its passes, from the cost on where nothing was chosen yet."""
    data = backprop_payload.payload(network, x, y, rate)
    _backprop(key="backpropagation", data={**data, "start": len(network.weights)})


def gradients_through_time(tokens, found, start: int, asked: str = ""):
    """Draw the gradients of all networks on one sequence; `asked` as for the payload."""
    _gradients(key="gradients", data=gradients_payload.payload(tokens, found, start, asked))
