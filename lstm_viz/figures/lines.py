"""Plain line charts in the look that all pages share."""

import plotly.graph_objects as go


def chart(height: int, x_title: str, y_title: str, **layout) -> go.Figure:
    """An empty chart with named axes and its legend on top."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 56, "r": 10, "t": 30, "b": 46},
        xaxis={"title": x_title, "zeroline": False},
        yaxis={"title": y_title, "zeroline": False},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0},
        hovermode="x unified",
    )
    figure.update_layout(**layout)
    return figure


def add(figure: go.Figure, x, y, name: str, colour: str, dash: str = "solid", **more):
    """Add one line."""
    figure.add_scatter(x=x, y=y, name=name, line={"color": colour, "dash": dash, "width": 2.5}, **more)
