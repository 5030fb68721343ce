"""Gates over time: one heat map (units × tokens) for each quantity of the cell."""

import numpy as np

from lstm_viz.look.roles import CELL, Role, colorscale, full_colour
from lstm_viz.models.speech import SpeechTrace
from lstm_viz.models.text_traces import TextTrace

from .grid import numbered, word_axis

MOST_NAMED = 15  # words at the axis of a narrow map


def heat_map(
    trace: TextTrace | SpeechTrace,
    role: Role,
    order: np.ndarray,
    measure: TextTrace | SpeechTrace | None = None,
) -> dict:
    """All values of one quantity over a text.

    A plain dict of what Plotly draws (`go.Figure` takes it): a page makes six of them anew at every text.

    Args:
        trace: a pass over T tokens.
        order: the units (H,) from bottom to top.
        measure: the pass whose values say what gets full colour where nothing bounds it, so that several
            maps can be compared; else the trace.
    """
    values = getattr(trace, role.field)[:, order].T  # (H, T)
    unbounded = role is CELL or bool((values > 1).any())  # h of a ReLU
    high = full_colour(getattr(measure or trace, role.field)) if unbounded else 1.0
    low = -high if role.signed else 0.0
    bar = {  # at the right above the map: its column is narrow
        "orientation": "h",
        "thickness": 7,
        "len": 0.7,
        "x": 1,
        "xanchor": "right",
        "y": 1,
        "yanchor": "bottom",
        "ypad": 2,
        "xpad": 0,
        "tickvals": [0.75 * low + 0.25 * high, 0.25 * low + 0.75 * high],  # so that both fit below it
        "ticktext": [f"≤ −{high:.1f}", f"≥ {high:.1f}"]
        if unbounded
        else [f"{low:.0f} {role.low}".replace("-", "−"), f"{high:.0f} {role.high}"],
        "outlinewidth": 0,
    }
    heat = {
        "type": "heatmap",
        "z": values,
        "x": numbered(trace.tokens),
        "y": [f"unit {unit}" for unit in order],
        "zmin": low,
        "zmax": high,
        "colorscale": colorscale(role),
        "colorbar": bar,
        "hovertemplate": "%{x}<br>%{y}: %{z:.3f}<extra></extra>",
    }
    layout = {
        "title": {"text": f"{role.name}  {role.symbol}", "font": {"size": 15}},
        "height": 262,
        "margin": {"l": 26, "r": 6, "t": 44, "b": 54},
        "xaxis": word_axis(trace.tokens, MOST_NAMED),
        "yaxis": {
            "type": "category",
            "showticklabels": False,
            "title": {"text": "units"},
            "showgrid": False,
            "ticks": "",
        },
    }
    return {"data": [heat], "layout": layout}
