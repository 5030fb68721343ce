"""Words against numbers: one-hot columns and tables of all pairs."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import NEGATIVE

from .cells import PAPER, with_numbers
from .strips import POSITIVE

ONE = "#2F93D1"


def _ones(paper: str) -> list[list]:
    return [[0, paper], [1, ONE]]


def _signed(paper: str) -> list[list]:
    return [[0, NEGATIVE], [0.5, paper], [1, POSITIVE]]


def _cells(values: np.ndarray, digits: int) -> list[list[str]]:
    """The numbers to print."""
    return [[f"{v + 0.0:.{digits}f}".replace("-", "−") for v in row] for row in np.round(values, digits)]


def one_hot(matrix: np.ndarray, words: list[str], places: list[str], paper: str = PAPER) -> go.Figure:
    """One column for each word: a single 1 in the word's own row.

    Args:
        matrix: (T, V), a row for each word.
        words: T words, one for each column of the picture.
        places: V words of the vocabulary.
    """
    heat = _heat(matrix.T, _ones(paper), 0, 1, 0, most=240)
    return _framed(heat, words, places, 120 + 24 * len(places))


def pairs(
    matrix: np.ndarray, words: list[str], low: float, digits: int, paper: str = PAPER
) -> go.Figure:
    """A square table of all pairs of words.

    Args:
        matrix: (V, V), at most 1.
        low: the smallest value, 0 or −1.
        paper: colour of a cell that holds nothing, as in all these pictures.
    """
    scale = _ones(paper) if low == 0 else _signed(paper)
    return _framed(_heat(matrix, scale, low, 1, digits), words, words, 120 + 30 * len(words))


def _heat(
    values: np.ndarray, scale: list, low: float, high: float, digits: int, most: int = 144
) -> list[go.Heatmap]:
    """Cells with their numbers, where they are not too many to read."""
    heat = go.Heatmap(
        z=np.asarray(values, np.float32),
        x=_places(values.shape[1]),
        y=_places(values.shape[0]),
        colorscale=scale,
        zmin=low,
        zmax=high,
        showscale=False,
        xgap=1,
        ygap=1,
        hovertemplate="%{y} × %{x}: %{z:.3f}<extra></extra>",
    )
    return with_numbers(heat, _cells(values, digits)) if values.size <= most else [heat]


def _places(count: int) -> list[str]:
    return [f"{k}" for k in range(count)]


def _framed(heat: list[go.Heatmap], across: list[str], down: list[str], height: float) -> go.Figure:
    axis = {"showgrid": False, "zeroline": False, "automargin": True, "type": "category"}
    return go.Figure(
        heat,
        layout=go.Layout(
            height=min(620, height),
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            xaxis={**axis, "tickvals": _places(len(across)), "ticktext": across, "side": "top"},
            yaxis={
                **axis,
                "tickvals": _places(len(down)),
                "ticktext": [f"{word}  " for word in down],
                "autorange": "reversed",
            },
        ),
    )
