"""Padding: how far the pads of a batch move a state."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import HIDDEN

from . import lines


def drift(moved: np.ndarray) -> go.Figure:
    """Shares of |h| (P + 1,) after 0 … P pads."""
    figure = lines.chart(
        230,
        "pads read",
        "moved, share of |h|",
        x={"dtick": max(1, len(moved) // 12)},
        y={"tickformat": ".0%", "rangemode": "tozero"},
        showlegend=False,
    )
    lines.add(figure, np.arange(len(moved)), moved, "moved", HIDDEN.colour, mode="lines+markers")
    return figure
