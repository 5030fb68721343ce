"""A forecast beside what came, and a unit's year."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import CANDIDATE, NEGATIVE, OUTPUT, Role
from lstm_viz.studies.forecast import Forecast

from . import lines


def beside_truth(forecast: Forecast, column: int, name: str) -> go.Figure:
    """Truth, the network's forecast one step ahead, and the value of a year ago, for one column."""
    figure = lines.chart(300, "", name, x={"type": "category", "nticks": 12})
    x = list(forecast.labels)
    lines.add(figure, x, forecast.truth[:, column], "what came", NEGATIVE)
    lines.add(figure, x, forecast.last_period[:, column], "same as last year", CANDIDATE.colour, "dot")
    lines.add(
        figure, x, forecast.network[:, column], "the network, one step ahead", OUTPUT.colour, "dash"
    )
    return figure


def year(means: dict[str, np.ndarray], roles: tuple[Role, ...], names: list[str]) -> go.Figure:
    """The mean course of one unit over a year.

    Args:
        means: for the field of each role its mean at each place of the year (P,).
        names: of the P places.
    """
    figure = lines.chart(300, "", "mean of all years", x={"type": "category"})
    for role in roles:
        dash = role.dash if role.dash != "none" else "solid"
        lines.add(
            figure, names, means[role.field], f"{role.name} {role.symbol}", role.colour, _dash(dash)
        )
    return figure


def _dash(svg: str) -> str:
    """SVG's dashes as Plotly writes them."""
    return svg if svg == "solid" else ",".join(f"{length}px" for length in svg.split())
