"""Courses over the words of a text: lines, bars of two predictions, surprise of several networks."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.narration import show

from .grid import numbered, pair_room, word_axis

STYLES = (  # colour, dash, marker: told apart by any one of the three
    ("#0072B2", "solid", "circle"),
    ("#D55E00", "dash", "diamond"),
    ("#00936B", "dot", "square"),
    ("#C4609A", "dashdot", "triangle-up"),
)
PATTERNS = ("", "/", "x", ".")


def lines(
    courses: dict[str, np.ndarray], tokens: list[str], title: str, y_title: str, top: float | None = None
) -> go.Figure:
    """Several numbers for each word as lines.

    Args:
        courses: name → (T,); NaN leaves a gap.
        top: the axis reaches at least from 0 to here.
    """
    largest = max(float(np.nanmax(v)) if np.isfinite(v).any() else 0.0 for v in courses.values())
    room = pair_room(tokens)
    figure = go.Figure(
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=300 + room,
            margin={"l": 40, "r": 6, "t": 34, "b": 56 + room},
            xaxis=word_axis(tokens),
            yaxis={"title": y_title, "range": [-0.02 * largest, max(1.05 * largest, top or 0, 1e-3)]},
            # 210: the plot's height
            legend={"orientation": "h", "y": -0.4 - room / 210, "yanchor": "top"},
        ),
    )
    for (name, values), (colour, dash, symbol) in zip(courses.items(), STYLES, strict=False):
        figure.add_scatter(
            x=numbered(tokens),
            y=np.asarray(values, np.float32),
            name=name,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 7},
            hovertemplate="%{x}: %{y:.3~g}",
        )
    return figure


def side_by_side(predictions: dict[str, dict[str, float]], title: str) -> go.Figure:
    """Probabilities of the same tokens in two or more readings, as bars beside each other.

    Args:
        predictions: name of the reading → {token: probability}, the same tokens in each.
    """
    largest = max(max(shares.values()) for shares in predictions.values())
    count = max(map(len, predictions.values()))
    figure = go.Figure(
        layout=go.Layout(
            barmode="group",
            bargap=0.35,
            title={"text": title, "font": {"size": 15}},
            height=120 + (16 + 13 * len(predictions)) * count,
            margin={"l": 70, "r": 44, "t": 34, "b": 40},
            xaxis={"tickformat": ".0%", "range": [0, 1.05 * largest], "title": "probability"},
            yaxis={"type": "category"},
            legend={"orientation": "h", "y": -0.22, "yanchor": "top", "traceorder": "reversed"},
        ),
    )
    styled = list(zip(predictions.items(), STYLES, PATTERNS, strict=False))
    for (name, shares), (colour, _, _), pattern in reversed(styled):  # Plotly stacks a group upwards
        figure.add_bar(
            y=[show(token) for token in reversed(shares)],
            x=list(reversed(shares.values())),
            name=name,
            orientation="h",
            marker={"color": colour, "pattern": {"shape": pattern, "size": 6, "fillmode": "overlay"}},
            # every bar has its number, so that a word's bars are seen to be as many as the readings
            text=[_percent(share) for share in reversed(shares.values())],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            hovertemplate="%{y}: %{x:.1%}",
        )
    return figure


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.0005 else "< 0.1%"


def surprises(bits: dict[str, np.ndarray], tokens: list[str]) -> go.Figure:
    """Bits of surprise at every word, one bar for each network."""
    figure = go.Figure(
        layout=go.Layout(
            barmode="group",
            title={"text": "Surprise at each word", "font": {"size": 15}},
            height=380,
            margin={"l": 40, "r": 6, "t": 34, "b": 56},
            xaxis=word_axis(tokens),
            yaxis={"title": "bits, −log₂ p"},
            legend={"orientation": "h", "y": -0.3, "yanchor": "top"},
        ),
    )
    for (name, values), (colour, _, _), pattern in zip(bits.items(), STYLES, PATTERNS, strict=False):
        figure.add_bar(
            x=numbered(tokens),
            y=np.asarray(values, np.float32),
            name=name,
            marker={"color": colour, "pattern": {"shape": pattern, "size": 6, "fillmode": "overlay"}},
            hovertemplate="%{x}: %{y:.3~g} bits",
        )
    return figure
