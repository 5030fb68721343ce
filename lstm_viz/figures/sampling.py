"""What a token was drawn from: the network's probabilities, and what the filters leave of them."""

import plotly.graph_objects as go

from lstm_viz.inputs.text import UNKNOWN
from lstm_viz.look.narration import show
from lstm_viz.look.roles import CHOSEN, EMBEDDING
from lstm_viz.studies.generation import Draw

_DRAWN = CHOSEN


def before_and_after(draw: Draw) -> go.Figure:
    """Two bars for each of the favourites; the drawn token is marked.

    Args:
        draw: a `generation.Draw`.
    """
    notes = {draw.token: " ◀ drawn", UNKNOWN: ", never drawn"}
    labels = [show(token) + notes.get(token, "") for token in draw.labels]
    figure = go.Figure(
        layout=go.Layout(
            height=90 + 34 * len(labels),
            barmode="group",
            bargap=0.25,
            margin={"l": 8, "r": 50, "t": 8, "b": 8},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            xaxis={"tickformat": ".0%", "rangemode": "tozero"},
            yaxis={
                "tickvals": list(range(len(labels))),
                "ticktext": labels,
                "autorange": "reversed",
                "automargin": True,
            },
        ),
    )
    for name, values, colour, pattern in (
        ("as the network gives it", draw.before, EMBEDDING, "/"),
        ("drawn from: after temperature, top-k, top-p", draw.after, _DRAWN, ""),
    ):
        figure.add_bar(
            y=list(range(len(labels))),
            x=values,
            name=name,
            orientation="h",
            marker={"color": colour, "pattern": {"shape": pattern}},
            customdata=labels,
            texttemplate="%{x:.1%}",
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{customdata}: %{x:.2%}<extra>" + name + "</extra>",
        )
    return figure
