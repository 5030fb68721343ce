"""How much of a far word is left in each network: surprise against distance."""

import plotly.graph_objects as go

from lstm_viz.look.roles import NEGATIVE

from . import lines
from .courses import STYLES

COIN = 1.0  # bits: two words, equally likely


def forgetting(bits: dict[str, dict[int, float]]) -> go.Figure:
    """A line for each network, and the line where nothing is left but a coin's flip.

    Args:
        bits: name of the network → {distance in words: mean bits of surprise}.
    """
    highest = max(max(row.values()) for row in bits.values())
    figure = lines.chart(
        330,
        "words back to the one that decides",
        "bits of surprise",
        x={"tickvals": sorted({d for row in bits.values() for d in row})},
        y={"range": [0, max(1.15 * COIN, 1.05 * highest)]},
        title={"text": "Surprise at “his” or “her”, by distance", "font": {"size": 15}},
        margin={"l": 56, "r": 10, "t": 62, "b": 46},
    )
    for (name, row), (colour, dash, symbol) in zip(bits.items(), STYLES, strict=False):
        lines.add(
            figure,
            list(row),
            list(row.values()),
            name,
            colour,
            dash,
            mode="lines+markers",
            marker={"symbol": symbol, "size": 8},
            hovertemplate="%{y:.3~g} bits",
        )
    figure.add_hline(
        COIN,
        line={"color": NEGATIVE, "dash": "dash", "width": 1.5},
        annotation={"text": "forgotten: a coin's flip", "xanchor": "left"},
        annotation_position="top left",
    )
    return figure
