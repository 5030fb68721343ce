"""An analogy as a parallelogram: a − b + c and where it arrives."""

import numpy as np
import plotly.graph_objects as go

from .labels import place
from .word_map import NEIGHBOUR, SEARCHED

_NOMINAL = (520, 380)


def parallelogram(
    points: np.ndarray, names: list[str], others: np.ndarray, other_names: list[str]
) -> go.Figure:
    """The question's words, the point that the sum reaches, and the words nearest to it.

    Args:
        points: (4, 2): a, b, c and a − b + c.
        names: of the four.
        others: (N, 2), the nearest words, the best first.
        other_names: N words.
    """
    a, b, c, goal = points
    figure = go.Figure()
    for start, end, colour in (
        (b, a, SEARCHED),
        (c, goal, SEARCHED),
        (b, c, "#8A8798"),
        (a, goal, "#8A8798"),
    ):
        figure.add_annotation(
            x=end[0], y=end[1], ax=start[0], ay=start[1], xref="x", yref="y", axref="x", ayref="y",
            text="", showarrow=True, arrowhead=3, arrowwidth=2.5, arrowcolor=colour,
            standoff=7, startstandoff=5,
        )  # fmt: skip
    every = np.vstack([points, others]) if len(others) else points
    low, high = every.min(axis=0), every.max(axis=0)
    margin = 0.16 * np.maximum(high - low, 1e-6)
    box = (low[0] - margin[0], high[0] + margin[0], low[1] - margin[1], high[1] + margin[1])
    labels = [*names[:3], names[3], *other_names]
    positions = place(every, labels, box, _NOMINAL)
    for row in range(4):  # the corners' names stand outside, where no arrow runs
        positions[row] = "top center" if every[row, 1] > points[:, 1].mean() else "bottom center"
    for rows, name, colour, marker, size in (
        ([0, 1, 2], "the question's words", SEARCHED, "circle", 12),
        ([3], "where the sum arrives", NEIGHBOUR, "x", 13),
        (list(range(4, len(every))), "nearest words", NEIGHBOUR, "circle-open", 10),
    ):
        figure.add_trace(
            go.Scatter(
                x=every[rows, 0],
                y=every[rows, 1],
                mode="markers+text",
                name=name,
                marker={
                    "color": colour,
                    "symbol": marker,
                    "size": size,
                    "line": {"width": 2, "color": colour},
                },
                text=[labels[row] if positions[row] else "" for row in rows],
                textposition=[positions[row] or "middle right" for row in rows],
                customdata=[labels[row] for row in rows],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    figure.update_layout(
        height=440,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"range": box[:2], "zeroline": False, "showticklabels": False},
        yaxis={"range": box[2:], "zeroline": False, "showticklabels": False},
        legend={"orientation": "h", "y": -0.05},
    )
    return figure
