"""The page's pictures as Streamlit components; playing with them sends nothing to the server."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_viz.browser.recurrence import activation_payload, backprop_payload, gradients_payload
from lstm_viz.nn.backprop import Network
from lstm_viz.nn.gradients import ThroughTime
from lstm_viz.ui.component import component


def _alone(name: str, file: str) -> Callable[..., Any]:
    css = f"shared/shared.css shared/alone.css recurrence/{file}.css"
    return component(name, f"recurrence/{file}.js", css)


_activations = _alone("activations", "activation")
_backprop = _alone("backpropagation", "backprop")
_gradients = _alone("gradients", "gradients")


def activations() -> None:
    """Draw the activation functions with their slopes."""
    _activations(key="activations", data=activation_payload.payload())


def backpropagation(network: Network, x: np.ndarray, y: np.ndarray, rate: float) -> None:
    """Draw the small network and its passes, from the cost on where nothing was chosen yet."""
    data = backprop_payload.payload(network, x, y, rate)
    _backprop(key="backpropagation", data={**data, "start": len(network.weights)})


def gradients_through_time(
    tokens: list[str], found: dict[str, ThroughTime], start: int, asked: str = ""
) -> None:
    """Draw the gradients of all networks on one sequence; `asked` as for the payload."""
    _gradients(key="gradients", data=gradients_payload.payload(tokens, found, start, asked))
