"""Figures of the Short-term memory page."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import HIDDEN, colorscale, rgba
from lstm_viz.models.cells import COMPARED
from lstm_viz.models.memory_task import SYMBOLS

from .grid import numbered, whole_words
from .lines import add, chart, powers_of_ten

# by size, from cold to warm, as many as there are factors on W; each is seen on light and on dark
SIZES = ("#3F63DD", "#2F93D1", "#0B9E94", "#8A8F99", "#B8920F", "#E0702B", "#D6336C")


def accuracy(figures: dict, gap: int) -> go.Figure:
    """Share of first letters named right against the gap: mean, range and every seed of each network."""
    gaps = figures["gaps"]
    figure = chart(
        400,
        "letters in between",
        "first letter named right",
        x={"type": "log", "tickvals": [1, 2, 5, 10, 20, 40, 100, 200, 400]},
        y={"range": [0, 1.04], "tickformat": ".0%"},
        hovermode="closest",
    )
    for cell, rows in figures["accuracy"].items():
        kind, rows = COMPARED[cell], np.array(rows)  # (seeds, gaps)
        edge = [*rows.max(axis=0), *rows.min(axis=0)[::-1]]
        figure.add_scatter(
            x=[*gaps, *gaps[::-1]],
            y=edge,
            fill="toself",
            fillcolor=rgba(kind.style.colour, 0.16),
            line={"width": 0},
            hoverinfo="skip",
            showlegend=False,
        )
        for seed, row in enumerate(rows):
            figure.add_scatter(
                x=gaps,
                y=row,
                line={"color": rgba(kind.style.colour, 0.4), "width": 1, "dash": kind.style.plotly_dash},
                hovertemplate=f"{kind.title}, network {seed + 1}: %{{y:.0%}} at %{{x}}<extra></extra>",
                showlegend=False,
            )
        add(
            figure,
            gaps,
            rows.mean(axis=0),
            f"{kind.title}, mean of {len(rows)}",
            kind.style.colour,
            kind.style.plotly_dash,
            hovertemplate=f"{kind.title}, mean: %{{y:.0%}} at %{{x}}<extra></extra>",
        )
    chance, longest = 1 / len(SYMBOLS), figures["trained_up_to"]
    marks = [
        (f"guessing ({chance:.1%})", [gaps[0], gaps[-1]], [chance, chance], "dot"),
        (f"longest gap in training ({longest})", [longest, longest], [0, 1.04], "dashdot"),
    ]
    if gap:  # a logarithmic axis has no place for 0
        marks.append((f"your gap ({gap})", [gap, gap], [0, 1.04], "solid"))
    for name, x, y, dash in marks:
        add(figure, x, y, name, "#7A7F8A", dash, mode="lines", hoverinfo="skip")
    return figure


def states(hidden_state: np.ndarray, letters: str, name: str) -> go.Figure:
    """The hidden state over a sequence: units from bottom to top, letters from left to right."""
    if len(letters) <= 24:
        ticks = list(range(len(letters)))
        names, title = list(letters), None
    else:  # a letter here and there would read like another sequence
        every = 5 if len(letters) <= 60 else 50
        ticks = [0, *range(every - 1, len(letters), every)]
        names, title = [f"{t + 1}" for t in ticks], "letters read"
    return go.Figure(
        go.Heatmap(
            z=hidden_state.T,
            zmin=-1,
            zmax=1,
            colorscale=colorscale(HIDDEN),
            colorbar={"thickness": 8, "tickvals": [-1, 0, 1], "outlinewidth": 0},
            x=list(range(len(letters))),
            # an array, which Plotly does not look through piece by piece: half of the time
            customdata=np.tile(
                [f"{t}. {letter}" for t, letter in enumerate(letters, 1)], (hidden_state.shape[1], 1)
            ),
            hovertemplate="letter %{customdata}, unit %{y}: %{z:.2f}<extra></extra>",
        ),
        layout=go.Layout(
            title={"text": f"{name}: hidden state h", "font": {"size": 15}},
            height=230,
            margin={"l": 30, "r": 6, "t": 34, "b": 34},
            xaxis={
                "tickvals": ticks,
                "ticktext": names,
                "tickangle": 0,
                "tickfont": {"size": 12 if len(letters) <= 16 else 10},
                "title": {"text": title, "standoff": 4},
                "showgrid": False,
            },
            yaxis={"showticklabels": False, "title": "units", "showgrid": False},
        ),
    )


def belief(probabilities: dict[str, np.ndarray], letters: str) -> go.Figure:
    """The probability that each network gives the true first letter, after every letter.

    Args:
        probabilities: by cell name, (T,).
    """
    whole = {"dtick": 1} if len(letters) <= 10 else {}  # Plotly would write halves of a letter
    figure = chart(
        250,
        "letters read",
        f"probability of “{letters[0]}”",
        x=whole,
        y={"range": [-0.02, 1.04], "tickformat": ".0%"},
    )
    read = np.arange(1, len(letters) + 1)
    for cell, values in probabilities.items():
        kind = COMPARED[cell]
        add(
            figure,
            read,
            values,
            kind.title,
            kind.style.colour,
            kind.style.plotly_dash,
            mode="lines+markers",
        )
    return figure


def explosion(runs: list[dict], seed: int, quantity: str, title: str) -> go.Figure:
    """One quantity ("step" or "loss") over the updates of one seed, with and without clipping.

    The step taken is the rate times the gradient's length, after clipping where there is any.
    """
    figure = chart(300, "update", title)
    for run in runs:
        if run["seed"] == seed:
            clipped = run["clip"] is not None
            values = run[quantity]
            add(
                figure,
                np.arange(1, len(values) + 1),
                values,
                f"clipped at {run['clip']:g}" if clipped else "not clipped",
                "#2F74C0" if clipped else "#C0562B",
                "solid" if clipped else "dot",
            )
    figure.update_traces(line_width=1.6)
    if quantity == "step":
        powers_of_ten(figure)
    return figure


def blame(deltas: list[np.ndarray]) -> go.Figure:
    """The length ‖δ‖ of every layer's blame, output first, on a logarithmic scale.

    Args:
        deltas: δ of layers 1 … L, each (n_l,).
    """
    L = len(deltas)
    names = [f"layer {k}{' (output)' if k == L else ''}" for k in range(L, 0, -1)]
    lengths = [float(np.linalg.norm(delta)) for delta in reversed(deltas)]
    shown = [length for length in lengths if length > 0] or [1.0]
    low, high = np.floor(np.log10(min(shown))) - 0.2, np.ceil(np.log10(max(shown))) + 0.6
    figure = chart(
        210,
        "‖δ‖, logarithmic",
        "",
        x={"type": "log", "range": [low, high], "dtick": 1, "exponentformat": "power"},
        y={"type": "category", "autorange": "reversed"},
        hovermode="closest",
    )
    figure.add_bar(
        x=lengths,
        y=names,
        orientation="h",
        marker_color="#C0562B",
        text=[f"{length:.2g}" for length in lengths],
        textposition="outside",
        hovertemplate="%{y}: %{x:.3g}<extra></extra>",
    )
    return figure


def stretch(norms: dict[float, np.ndarray], chosen: float) -> go.Figure:
    """‖∂h_T/∂h_t‖ against the steps back, for several sizes of the recurrent weights.

    Args:
        norms: by the factor on W, smallest first, (T,).  chosen: the factor to stress.
    """
    # beside the lines' ends, the largest W on top
    legend = {"orientation": "v", "x": 1, "y": 1, "yanchor": "top", "traceorder": "reversed"}
    figure = chart(
        330, "steps back", "‖∂h<sub>T</sub>/∂h<sub>t</sub>‖", legend=legend, hovermode="closest"
    )
    for (factor, values), colour in zip(norms.items(), SIZES, strict=True):
        back = np.arange(len(values))
        add(
            figure,
            back,
            values[::-1],
            f"W × {factor:g}",
            colour,
            "solid" if factor == chosen else "dot",
            hovertemplate=f"W × {factor:g}: %{{y:.2e}}, %{{x}} steps back<extra></extra>",
        )
        figure.data[-1].line.width = 4 if factor == chosen else 2
    figure.add_hline(
        1,
        line_dash="dash",
        line_color="#8A8F99",
        annotation_text="1: neither",
        annotation_position="top left",
    )
    powers_of_ten(figure)
    return figure


def surprise(tokens: list[str], bits: dict[str, np.ndarray]) -> go.Figure:
    """Bits of surprise at every word but the first, for each network."""
    labels = numbered(tokens)
    figure = chart(280, "", "surprise, bits", x=whole_words(tokens))
    for cell, values in bits.items():
        kind = COMPARED[cell]
        marker = {"symbol": kind.style.marker, "size": 8}
        add(
            figure,
            labels,
            values,
            kind.title,
            kind.style.colour,
            kind.style.plotly_dash,
            mode="lines+markers",
            marker=marker,
            hovertemplate="%{y:.3~g} bits",
        )
    return figure
