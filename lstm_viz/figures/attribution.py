"""Where a memory came from: map, stacked bars, and a word's share beside what its deletion does."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import CELL, NEGATIVE, colorscale, full_colour, rgba
from lstm_viz.studies.lens import Lens

from .grid import grid, numbered, word_axis

# Tol's "bright" scheme: six hues that colour-blind readers can tell apart, plain and then hatched.
_HUES = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377")
SOURCE_COLOURS, SOURCE_PATTERNS = _HUES * 2, ("",) * 6 + ("/",) * 6
SIZES = [[0, rgba(CELL.colour, 0)], [1, CELL.colour]]


def sources(tokens: list[str], initial: bool) -> list[str]:
    """Names of the rows: the words, before them the initial state where it holds anything."""
    return [*(["initial state"] if initial else []), *numbered(tokens)]


def share_map(lens: Lens, tokens: list[str]) -> go.Figure:
    """What the word of each row wrote, and what of it is still there at the word of each column."""
    high = full_colour(lens.shares[1:][np.triu_indices(len(tokens))])
    return _map(lens.shares[1:], tokens, colorscale(CELL), -high, f"What each word has in {lens.name}")


def size_map(sizes: np.ndarray, tokens: list[str]) -> go.Figure:
    """The length over all units of what each word wrote (T + 1, T), still there at each column."""
    return _map(sizes[1:], tokens, SIZES, 0, "Size of what each word wrote, over all units")


def _map(values: np.ndarray, tokens: list[str], scale: list, low: float, title: str) -> go.Figure:
    T = len(tokens)
    values = np.where(np.tri(T, k=-1, dtype=bool), np.nan, values)  # nothing before it was written
    high = full_colour(values[~np.isnan(values)])
    low = -high if low else 0.0
    figure = grid(
        values[::-1],
        tokens,
        numbered(tokens)[::-1],
        scale,
        (low, high),
        (f"≤ −{high:.1f}" if low else "0", f"≥ {high:.1f}"),
        title,
        height=min(620, max(250, 110 + 19 * T)),
        name_rows=True,
    )
    return figure.update_layout(xaxis_title="still there at", yaxis_title="written by", margin_b=76)


def stacked(lens: Lens, tokens: list[str]) -> go.Figure:
    """At every step the words' shares on top of each other; they add up to the line."""
    T, shares = len(tokens), lens.shares
    order = np.argsort(-np.abs(shares).max(axis=1), kind="stable")[: len(SOURCE_COLOURS)]
    biggest = sorted(int(k) for k in order if np.abs(shares[k]).max() > 0)
    names, x = sources(tokens, True), numbered(tokens)
    figure = go.Figure(
        layout=go.Layout(
            barmode="relative",
            title={"text": "All shares add up, word by word", "font": {"size": 15}},
            height=390,
            margin={"l": 40, "r": 6, "t": 34, "b": 56},
            xaxis=word_axis(tokens),
            yaxis={"title": lens.name, "zeroline": True},
            legend={"orientation": "h", "y": -0.32, "yanchor": "top"},
            bargap=0.15 if T > 1 else 0.7,
        ),
    )
    for k, colour, pattern in zip(biggest, SOURCE_COLOURS, SOURCE_PATTERNS, strict=False):
        figure.add_bar(
            x=x,
            y=shares[k],
            name=names[k],
            marker={
                "color": colour,
                "pattern": {"shape": pattern, "size": 6, "fillmode": "overlay", "fgcolor": "#FFFFFF"},
            },
            hovertemplate=f"from {names[k]}: %{{y:.3f}}<extra></extra>",
        )
    others = np.delete(shares, biggest, axis=0)
    for part, name in (
        (others.clip(min=0), "other words, up"),
        (others.clip(max=0), "other words, down"),
    ):
        if np.abs(part).max(initial=0) > 1e-6:
            shade = {"color": "#9CA3AF" if part.sum() > 0 else NEGATIVE}
            figure.add_bar(x=x, y=part.sum(axis=0), name=name, marker=shade)
    for (name, rest), pattern in zip(lens.rests.items(), ("", "x"), strict=False):
        figure.add_bar(
            x=x,
            y=rest,
            name=name,
            marker={
                "color": "rgba(128, 128, 128, 0.25)",
                "line": {"color": NEGATIVE, "width": 1},
                "pattern": {"shape": pattern, "size": 6, "fgcolor": NEGATIVE},
            },
        )
    figure.add_scatter(
        x=x,
        y=lens.value,
        name=lens.name,
        mode="lines+markers",
        line={"color": "#D55E00", "width": 2},
        marker={"symbol": "diamond", "size": 7},
    )
    return figure


def beside_deletion(lens: Lens, deletion: np.ndarray, tokens: list[str], t: int) -> go.Figure:
    """Each word's share in the quantity at t, beside what is missing when the word is not read."""
    x = numbered(tokens[: t + 1])
    figure = go.Figure(
        layout=go.Layout(
            barmode="group",
            title={
                "text": f"Share and deletion, in {lens.name} after “{tokens[t]}”",
                "font": {"size": 15},
            },
            height=330,
            margin={"l": 40, "r": 6, "t": 34, "b": 56},
            xaxis=word_axis(tokens[: t + 1]),
            yaxis={"title": lens.name},
            legend={"orientation": "h", "y": -0.36, "yanchor": "top"},
        ),
    )
    figure.add_bar(
        x=x,
        y=lens.shares[1 : t + 2, t],
        name="its share, gates held as they were",
        marker_color=CELL.colour,
    )
    figure.add_bar(
        x=x,
        y=deletion,
        name="lost when it is not read, gates free",
        marker={"color": "#E0A458", "pattern": {"shape": "/", "size": 6, "fillmode": "overlay"}},
    )
    return figure
