"""Figures of the Recurrence page."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import CHOSEN, EMBEDDING, HIDDEN
from lstm_viz.models.cells import COMPARED

from .grid import numbered, whole_words
from .lines import LEGEND, add, chart, powers_of_ten

RECURRENT, FEEDFORWARD = HIDDEN.colour, EMBEDDING


def ball_errors(figures: dict) -> go.Figure:
    """Mean miss, at the farthest frame that is guessed, against the number of frames seen."""
    seen = np.arange(1, figures["frames"] + 1)
    figure = chart(260, "frames seen", "mean miss (table is 2 wide)", y={"rangemode": "tozero"})
    for name, colour, dash in (("feedforward", FEEDFORWARD, "dash"), ("recurrent", RECURRENT, "solid")):
        add(figure, seen, [row[-1] for row in figures[name]["error"]], name, colour, dash)
    return figure


def sound(
    samples: np.ndarray, t: int, recurrent: np.ndarray, feedforward: np.ndarray, window: int = 60
) -> go.Figure:
    """A waveform up to sample t, what follows, and what both networks expect to follow.

    Args:
        samples: (N,).  recurrent, feedforward: guesses after sample t, (AHEAD,).
    """
    ahead = len(recurrent)
    start = max(0, t - window)
    after = np.arange(t, min(len(samples), t + ahead + 1))
    then = np.arange(t, t + ahead + 1)
    figure = chart(
        300,
        "sample (8,000 a second)",
        "air pressure (rms = 1)",
        legend={**LEGEND, "font": {"size": 12}},
    )
    add(figure, np.arange(start, t + 1), samples[start : t + 1], "the sound so far", CHOSEN)
    add(figure, after, samples[after], "what really follows", "#8A8F99", "dot")
    for name, guess, colour, dash in (
        ("feedforward: knows this one sample", feedforward, FEEDFORWARD, "dash"),
        ("recurrent: has heard the rest", recurrent, RECURRENT, "solid"),
    ):
        add(figure, then, [samples[t], *guess], name, colour, dash)
    figure.add_scatter(
        x=[t],
        y=[samples[t]],
        mode="markers",
        name="this one sample",
        marker={"size": 12, "color": CHOSEN},
    )
    return figure


def parameters(
    lengths: Sequence[int], recurrent: Sequence[int], feedforward: Sequence[int]
) -> go.Figure:
    """Trainable numbers against the number of words read."""
    figure = chart(210, "words", "trainable numbers")
    add(figure, lengths, feedforward, "feedforward, all words at once", FEEDFORWARD, "dash")
    add(figure, lengths, recurrent, "recurrent", RECURRENT)
    return figure


def seconds(lengths: Sequence[int], stepwise: Sequence[float], at_once: Sequence[float]) -> go.Figure:
    """Milliseconds against length."""
    figure = chart(210, "words", "milliseconds")
    add(figure, lengths, [1000 * s for s in stepwise], "recurrent, one after the other", RECURRENT)
    add(figure, lengths, [1000 * s for s in at_once], "feedforward, all at once", FEEDFORWARD, "dash")
    return figure


def influence(tokens: list[str], bits: np.ndarray) -> go.Figure:
    """How much each word changes the last prediction."""
    labels = numbered(tokens)
    figure = chart(210, "", "change, 0 … 1 bit", x=whole_words(tokens), hovermode="closest")
    figure.add_bar(
        x=labels, y=bits, marker_color=RECURRENT, hovertemplate="%{x}: %{y:.3~g}<extra></extra>"
    )
    return figure


def fading(tokens: list[str], bits: dict[str, np.ndarray]) -> go.Figure:
    """How much one word still changes the predictions, one line for each network, over the words since.

    Args:
        bits: by cell name, (n,) from the word itself on.
    """
    whole = {"dtick": 1} if len(tokens) <= 10 else {}  # Plotly would write halves of a word
    figure = chart(230, "words since", "change, 0 … 1 bit", x=whole)
    for cell, values in bits.items():
        kind = COMPARED[cell]
        add(
            figure,
            np.arange(len(values)),
            values,
            kind.title,
            kind.style.colour,
            kind.style.plotly_dash,
            text=tokens,
            hovertemplate="“%{text}”: %{y:.3~g}",
        )
    return figure


def reach(tokens: list[str], norms: np.ndarray) -> go.Figure:
    """‖∂h_T/∂h_t‖ at each word, on a logarithmic scale."""
    labels = numbered(tokens)
    figure = chart(
        210, "", "‖∂h<sub>T</sub>/∂h<sub>t</sub>‖", x=whole_words(tokens), hovermode="closest"
    )
    add(
        figure,
        labels,
        norms,
        "",
        RECURRENT,
        mode="lines+markers",
        hovertemplate="%{x}: %{y:.2e}<extra></extra>",
    )
    powers_of_ten(figure)
    return figure
