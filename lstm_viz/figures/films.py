"""How far the expected pictures of a film are from the true ones."""

import plotly.graph_objects as go

from lstm_viz.look.roles import HIDDEN, NEGATIVE
from lstm_viz.models.moving_dots import Watching


def errors(watching: Watching) -> go.Figure:
    """Mean squared error of every expected picture, the network's and that of repeating the last one."""
    T = len(watching.truth)
    steps = list(range(2, T + 1))
    figure = go.Figure(
        layout=go.Layout(
            height=300,
            margin={"l": 10, "r": 10, "t": 24, "b": 10},
            legend={"orientation": "h", "y": 1.08, "yanchor": "bottom", "x": 0},
            xaxis={"title": "picture", "dtick": 2},
            yaxis={"title": "mean squared error", "rangemode": "tozero"},
        ),
    )
    for name, values, colour, dash in (
        ("ConvLSTM", watching.errors, HIDDEN.colour, "solid"),
        ("repeating the last picture seen", watching.errors_of_repeating, NEGATIVE, "dot"),
    ):
        figure.add_scatter(
            x=steps,
            y=values,
            name=name,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2.5},
            hovertemplate="picture %{x}: %{y:.4f}<extra></extra>",
        )
    figure.add_vline(
        x=watching.seen + 0.5,
        line={"dash": "dash", "color": NEGATIVE},
        annotation={"text": "from here alone", "xanchor": "left"},
    )
    return figure
