"""The three recurrent networks that are compared: their names and looks, the same on every page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of recurrent cell."""

    name: str
    colour: str
    dash: str  # SVG's stroke-dasharray
    plotly_dash: str
    marker: str
    model: str  # the shipped language model


KINDS = {
    "rnn": Kind("Plain RNN", "#C0562B", "7 4", "dash", "square", "everyday-rnn"),
    "lstm": Kind("LSTM", "#2F74C0", "none", "solid", "circle", "everyday"),
    "gru": Kind("GRU", "#3F8F3A", "2 3", "dot", "diamond", "everyday-gru"),
}
