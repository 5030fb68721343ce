"""A heat map over words: rows of anything, one column for each word, in the style of every page."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.narration import show


def numbered(tokens: list[str]) -> list[str]:
    """Labels that differ even where words repeat: "1. the", "2. bear", …"""
    return [f"{t}. {show(token)}" for t, token in enumerate(tokens, 1)]


def short(token: str, longest: int = 9) -> str:
    """A token that fits an axis; of a pair “a / b” both, each as short."""
    token = show(token)
    if " / " in token:
        first, second = token.split(" / ")
        return f"{short(first, longest)} / {short(second, longest)}"
    return token if len(token) <= longest else token[: longest - 1] + "…"


def pair_room(tokens: list[str]) -> int:
    """Pixels that an axis takes below more than one of words, where its labels are pairs “a / b”."""
    return 46 if any(" / " in token for token in tokens) else 0


def word_axis(tokens: list[str], most: int = 24, longest: int = 9) -> dict:
    """A Plotly axis of words, of which at most about `most` are written."""
    every = -(-len(tokens) // most)
    return {
        "type": "category",  # Plotly would take "2. 3" and "2001" for numbers and dates
        "tickvals": list(range(0, len(tokens), every)),
        "ticktext": [short(token, longest) for token in tokens[::every]],
        "tickangle": -45 if len(tokens) > 6 else 0,
        "showgrid": False,
        "ticks": "",
    }


def whole_words(tokens: list[str]) -> dict:
    """A Plotly axis of few words, all of them written in full; they stand at their `numbered` labels."""
    return {"type": "category", "tickvals": numbered(tokens), "ticktext": tokens}


def grid(
    values: np.ndarray,
    tokens: list[str],
    rows: list[str],
    scale: list,
    ends: tuple[float, float],
    labels: tuple[str, str],
    title: str = "",
    height: int = 270,
    name_rows: bool = False,
) -> go.Figure:
    """A heat map.

    Args:
        values: (R, T), the first row at the bottom; NaN stays empty.
        tokens: T column labels.  rows: R row labels.
        scale: Plotly's colour scale.  ends: values at its ends.  labels: what the ends mean.
        name_rows: whether the rows' names stand at the axis (else only in the hover text).
    """
    room = pair_room(tokens)
    every = -(-len(rows) // max(1, (height - 90) // 17))
    return go.Figure(
        go.Heatmap(
            z=np.asarray(values, np.float32),
            x=numbered(tokens),
            y=rows,
            zmin=ends[0],
            zmax=ends[1],
            colorscale=scale,
            colorbar={
                "thickness": 8,
                "tickvals": list(ends),
                "ticktext": list(labels),
                "outlinewidth": 0,
            },
            hovertemplate="%{x}<br>%{y}: %{z:.3f}<extra></extra>",
            hoverongaps=False,
        ),
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=height + room,
            margin={"l": 30, "r": 6, "t": 34 if title else 10, "b": 56 + room},
            xaxis=word_axis(tokens),
            yaxis={
                "type": "category",
                "showticklabels": name_rows,
                "tickvals": list(range(0, len(rows), every)),
                "ticktext": [short(row, 16) for row in rows[::every]],
                "showgrid": False,
                "ticks": "",
                "title": None if name_rows else "units",
            },
        ),
    )
