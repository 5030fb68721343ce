"""Word vectors as strips of colour: one scale for all, violet above zero, grey below."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import NEGATIVE, full_colour, rgba

POSITIVE = "#7A62D6"
SCALE = [[0, NEGATIVE], [0.5, rgba(NEGATIVE, 0)], [0.5, rgba(POSITIVE, 0)], [1, POSITIVE]]


def strips(labels: list[str], vectors: np.ndarray, title: str = "") -> go.Figure:
    """Vectors below each other, aligned, with one colour scale.

    Args:
        labels: one for each row, the first on top.
        vectors: (N, E).
    """
    high = full_colour(vectors)
    return go.Figure(
        go.Heatmap(
            z=np.asarray(vectors, np.float32),
            x=list(range(1, vectors.shape[1] + 1)),
            y=[f"{k}" for k in range(len(labels))],
            customdata=np.array([[label] * vectors.shape[1] for label in labels]),
            zmin=-high,
            zmax=high,
            colorscale=SCALE,
            ygap=5,
            colorbar={
                "thickness": 8,
                "outlinewidth": 0,
                "tickvals": [-high, 0, high],
                "ticktext": [f"≤ −{high:.2f}", "0", f"≥ {high:.2f}"],
            },
            hovertemplate="%{customdata}<br>number %{x}: %{z:.3f}<extra></extra>",
        ),
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=(70 if title else 44) + 34 * len(labels),
            margin={"l": 8, "r": 6, "t": 34 if title else 8, "b": 34},
            xaxis={
                "title": f"the {vectors.shape[1]} numbers of each vector",
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "autorange": "reversed",
                "tickvals": [f"{k}" for k in range(len(labels))],
                "ticktext": [f"{label}  " for label in labels],
                "showgrid": False,
                "automargin": True,
            },
        ),
    )
