"""Plain line charts in the look that all pages share."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

LEGEND = {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0}  # on top


def chart(
    height: int,
    x_title: str,
    y_title: str,
    *,
    x: dict[str, Any] | None = None,
    y: dict[str, Any] | None = None,
    **layout: Any,
) -> go.Figure:
    """An empty chart with named axes and its legend on top.

    Args:
        x, y: what else holds for an axis.  layout: what else holds for the chart.
    """
    # all at once: each later `update_layout` or `update_xaxes` takes Plotly 2 to 8 ms
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": 56, "r": 10, "t": 30, "b": 46},
            "xaxis": {"title": x_title, "zeroline": False, **(x or {})},
            "yaxis": {"title": y_title, "zeroline": False, **(y or {})},
            "legend": LEGEND,
            "hovermode": "x unified",
            **layout,
        }
    )


def add(
    figure: go.Figure,
    x: ArrayLike,
    y: ArrayLike,
    name: str,
    colour: str,
    dash: str = "solid",
    **more: Any,
) -> None:
    """Add one line."""
    figure.add_scatter(x=x, y=y, name=name, line={"color": colour, "dash": dash, "width": 2.5}, **more)


def level(y: float, **line: Any) -> dict:
    """A line across the whole chart at this height, for its layout's `shapes`."""
    ends = {"xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y}
    return {"type": "line", **ends, "line": line}


def powers_of_ten(figure: go.Figure) -> None:
    """A logarithmic y axis from one whole power of ten to another, with ticks at powers of ten alone."""
    values = np.concatenate([np.asarray(line.y, float) for line in figure.data])
    powers = np.log10(values[values > 0])
    low, high = np.floor(powers.min()), np.ceil(powers.max())
    high = max(high, low + 1)
    room = 0.03 * (high - low)  # so that no line runs along the very edge
    every = -(-(high - low) // 6)
    figure.update_yaxes(
        type="log", range=[low - room, high + room], tick0=0, dtick=every, exponentformat="power"
    )
