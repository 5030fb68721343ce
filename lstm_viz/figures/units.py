"""What a unit goes with: its correlations as bars around zero."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.roles import CELL, NEGATIVE
from lstm_viz.studies.units import UnitIndex


def correlations(index: UnitIndex, unit: int) -> go.Figure:
    """Pearson's r of a unit's cell state with every feature."""
    r = np.nan_to_num(index.correlations[:, unit])[::-1]
    names = [feature["name"] for feature in index.facts["features"]][::-1]
    return go.Figure(
        go.Bar(
            x=r,
            y=names,
            orientation="h",
            marker={"color": [CELL.colour if value >= 0 else NEGATIVE for value in r]},
            text=[f"{value:.2f}".replace("-", "−") for value in r],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:.3f}<extra></extra>",
        ),
        layout=go.Layout(
            title={"text": f"What unit {unit} goes with", "font": {"size": 15}},
            height=110 + 34 * len(names),
            margin={"l": 10, "r": 10, "t": 34, "b": 40},
            xaxis={"range": [-1.15, 1.15], "title": "correlation r with C", "zeroline": True},
            yaxis={"automargin": True},
        ),
    )
