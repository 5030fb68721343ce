"""Gates over time: one heat map (units × tokens) for each quantity of the cell."""

import numpy as np
import plotly.graph_objects as go

from ..narration import show
from ..roles import CELL, Role, colorscale, full_colour


def heat_map(trace, role: Role, order: np.ndarray) -> go.Figure:
    """All values of one quantity over a text.

    Args:
        trace: a pass over T tokens.
        order: the units (H,) from bottom to top.
    """
    values = getattr(trace, role.field)[:, order].T  # (H, T)
    tokens = [show(token) for token in trace.tokens]
    unbounded = role is CELL
    high = full_colour(values) if unbounded else 1.0
    low = -high if role.signed else 0.0
    every = -(-len(tokens) // 24)
    bar = {
        "thickness": 8,
        "tickvals": [low, high],
        "ticktext": [f"≤ −{high:.1f}", f"≥ {high:.1f}"]
        if unbounded
        else [f"{low:.0f} {role.low}".replace("-", "−"), f"{high:.0f} {role.high}"],
        "outlinewidth": 0,
    }
    heat = go.Heatmap(
        z=values,
        # arrays: Plotly looks at every item of a list
        x=np.array([f"{t}. {token}" for t, token in enumerate(tokens, 1)], object),
        y=np.array([f"unit {unit}" for unit in order], object),
        zmin=low,
        zmax=high,
        colorscale=colorscale(role),
        colorbar=bar,
        hovertemplate="%{x}<br>%{y}: %{z:.3f}<extra></extra>",
    )
    layout = {
        "title": {"text": f"{role.name}  {role.symbol}", "font": {"size": 15}},
        "height": 270,
        "margin": {"l": 30, "r": 6, "t": 34, "b": 56},
        "xaxis": {
            "tickvals": list(range(0, len(tokens), every)),
            "ticktext": [_short(token) for token in tokens[::every]],
            "tickangle": -45 if len(tokens) > 6 else 0,
            "showgrid": False,
        },
        "yaxis": {"showticklabels": False, "title": {"text": "units"}, "showgrid": False},
    }
    return go.Figure(heat, layout)


def _short(token: str) -> str:
    return token if len(token) <= 9 else token[:8] + "…"
