"""Words against numbers: one-hot columns, tables of all pairs, and the look-up as a matrix product."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.look.roles import full_colour

from .cells import PAPER, with_numbers
from .strips import NEGATIVE, POSITIVE

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
    figure = go.Figure(_heat(matrix.T, _ones(paper), 0, 1, 0, most=240))
    _frame(figure, words, places, 120 + 24 * len(places))
    return figure


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
    figure = go.Figure(_heat(matrix, scale, low, 1, digits))
    _frame(figure, words, words, 120 + 30 * len(words))
    return figure


def _heat(
    values: np.ndarray, scale: list, low: float, high: float, digits: int, most: int = 144
) -> list[go.Heatmap]:
    """Cells with their numbers, where they are not too many to read."""
    heat = go.Heatmap(
        z=np.asarray(values, np.float32),
        colorscale=scale,
        zmin=low,
        zmax=high,
        showscale=False,
        xgap=1,
        ygap=1,
        hovertemplate="%{y} × %{x}: %{z:.3f}<extra></extra>",
    )
    return with_numbers(heat, _cells(values, digits)) if values.size <= most else [heat]


def _frame(figure: go.Figure, across: list[str], down: list[str], height: float) -> None:
    figure.update_traces(x=[f"{k}" for k in range(len(across))], y=[f"{k}" for k in range(len(down))])
    axis = {"showgrid": False, "zeroline": False, "automargin": True, "type": "category"}
    figure.update_layout(
        height=min(620, height),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={
            **axis,
            "tickvals": [f"{k}" for k in range(len(across))],
            "ticktext": across,
            "side": "top",
        },
        yaxis={
            **axis,
            "tickvals": [f"{k}" for k in range(len(down))],
            "ticktext": [f"{word}  " for word in down],
            "autorange": "reversed",
        },
    )


def look_up(
    row: np.ndarray,
    matrix: np.ndarray,
    product: np.ndarray,
    words: list[str],
    chosen: int,
    paper: str = PAPER,
) -> go.Figure:
    """One-hot row × embedding matrix = the chosen word's row, with the numbers.

    Args:
        row: (V,), the one-hot vector.
        matrix: (V, k), the first k numbers of each embedding.
        product: (k,), what the multiplication gave.
    """
    V, k = matrix.shape
    figure = make_subplots(
        rows=3,
        cols=1,
        row_heights=[1, V, 1],
        vertical_spacing=min(0.3, 56 / (190 + 34 * (V + 2))),
        subplot_titles=("one-hot vector", f"× embedding matrix, its first {k} columns", "= embedding"),
    )
    high = full_colour(matrix)
    figure.add_traces(_heat(row[None], _ones(paper), 0, 1, 0), 1, 1)
    figure.add_traces(_heat(matrix, _signed(paper), -high, high, 2, most=200), 2, 1)
    figure.add_traces(_heat(product[None], _signed(paper), -high, high, 2), 3, 1)
    plain = {"showgrid": False, "zeroline": False, "automargin": True}
    figure.update_xaxes(**plain, showticklabels=False, ticks="")
    figure.update_xaxes(
        row=1,
        col=1,
        tickvals=list(range(V)),
        ticktext=words,
        showticklabels=True,
        side="bottom",
        ticks="",
        **plain,
    )
    figure.update_yaxes(**plain, tickvals=[0], ticktext=[f"{words[chosen]}  "])
    figure.update_yaxes(
        row=2, col=1, tickvals=list(range(V)), ticktext=[f"{w}  " for w in words], autorange="reversed"
    )
    figure.add_shape(
        type="rect",
        x0=-0.5,
        x1=k - 0.5,
        y0=chosen - 0.5,
        y1=chosen + 0.5,
        row=2,
        col=1,
        line={"color": ONE, "width": 3},
    )
    figure.update_traces(hovertemplate="%{z:.3f}<extra></extra>")
    figure.update_layout(height=190 + 34 * (V + 2), margin={"l": 8, "r": 8, "t": 30, "b": 8})
    figure.update_annotations(font_size=14)
    return figure
