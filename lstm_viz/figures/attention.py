"""Pictures of the Attention page: time against length, and where memory and attention look."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from lstm_viz.look.narration import brief
from lstm_viz.look.roles import ATTENTION, CELL, HIDDEN, NEGATIVE, rgba
from lstm_viz.studies.timing import Timing

from .lines import level

_LSTM = {
    "name": "LSTM",
    "line": {"color": HIDDEN.colour, "dash": "solid", "width": 3},
    "marker": {"symbol": "circle", "size": 8},
}
_TRANSFORMER = {
    "name": "Transformer",
    "line": {"color": ATTENTION, "dash": "dash", "width": 3},
    "marker": {"symbol": "square", "size": 8},
}


def time_against_length(timing: Timing) -> go.Figure:
    """Milliseconds of one pass over the number of words, both on logarithmic axes."""
    lstm, transformer = 1000 * timing.lstm_seconds, 1000 * timing.transformer_seconds
    hover = "%{x} words: %{y:.2f} ms<extra></extra>"
    return _against_length(timing.lengths, lstm, transformer, hover, "time measured, milliseconds")


def work_against_length(lengths: Sequence[int], lstm: list[int], transformer: list[int]) -> go.Figure:
    """Multiplications of one pass over the number of words, both on logarithmic axes."""
    hover = "%{x} words: %{y:,} multiplications<extra></extra>"
    return _against_length(lengths, lstm, transformer, hover, "operations counted, multiplications")


def _against_length(
    lengths: Sequence[int], lstm: ArrayLike, transformer: ArrayLike, hover: str, title: str
) -> go.Figure:
    lines = [
        go.Scatter(x=lengths, y=lstm, hovertemplate=hover, **_LSTM),
        go.Scatter(x=lengths, y=transformer, hovertemplate=hover, **_TRANSFORMER),
    ]
    return go.Figure(
        lines,
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=340,
            margin={"l": 10, "r": 10, "t": 70, "b": 10},
            legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
            xaxis={
                "type": "log",
                "title": "words in the text",
                "tickvals": lengths[::3],
                "ticktext": [str(T) for T in lengths[::3]],
            },
            yaxis={"type": "log", "dtick": 1},
        ),
    )


def shares_map(shares: np.ndarray, tokens: list[str], title: str, colour: str) -> go.Figure:
    """Shares (T, T): row t, from the top, looks back at the columns k ≤ t."""
    T = len(tokens)
    names = [brief(token) for token in tokens]
    visible = np.where(np.tril(np.ones((T, T), bool)), shares, np.nan)
    every = -(-T // 24)
    ticks = {"tickvals": list(range(0, T, every)), "ticktext": names[::every], "showgrid": False}
    return go.Figure(
        go.Heatmap(
            z=visible,
            # an array, which Plotly does not look through piece by piece
            customdata=np.array([[(asks, asked) for asked in names] for asks in names]),
            zmin=0,
            zmax=1,
            colorscale=[[0, rgba(colour, 0)], [1, colour]],
            colorbar={
                "thickness": 8,
                "tickvals": [0, 1],
                "ticktext": ["0 %", "100 %"],
                "outlinewidth": 0,
            },
            hovertemplate="at “%{customdata[0]}”, from “%{customdata[1]}”: %{z:.1%}<extra></extra>",
        ),
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=360,
            margin={"l": 10, "r": 6, "t": 34, "b": 10},
            xaxis={**ticks, "tickangle": -45, "title": "comes from"},
            yaxis={**ticks, "autorange": "reversed", "title": "at"},
        ),
    )


def agreement(correlations: list[np.ndarray], tokens: list[str]) -> go.Figure:
    """Rank correlations −1…1 at every word that has at least three words before it.

    Args:
        correlations: of memory with attention, memory with nearness, attention with nearness, each (T,).
    """
    between, memory_near, attention_near = correlations
    at = np.flatnonzero(~np.isnan(between))
    figure = go.Figure(
        layout=go.Layout(
            height=300,
            margin={"l": 10, "r": 10, "t": 10, "b": 10},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            xaxis={
                "tickvals": at,
                "ticktext": [brief(tokens[t]) for t in at],
                "tickangle": -45 if len(at) > 8 else 0,
            },
            yaxis={
                "range": [-1.08, 1.08],
                "title": "rank correlation",
                "tickvals": [-1, 0, 1],
                "ticktext": ["−1 opposite", "0 none", "1 same order"],
            },
            hovermode="x unified",
            shapes=[level(0, color=NEGATIVE, width=1)],
        ),
    )
    for name, values, colour, dash, symbol in (
        ("memory with attention", between, CELL.colour, "solid", "circle"),
        ("memory with nearness", memory_near, HIDDEN.colour, "dot", "diamond"),
        ("attention with nearness", attention_near, ATTENTION, "dash", "square"),
    ):
        figure.add_scatter(
            x=at,
            y=values[at],
            name=name,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 8},
            hovertemplate="%{y:.2f}<extra>" + name + "</extra>",
        )
    return figure
