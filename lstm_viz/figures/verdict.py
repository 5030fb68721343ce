"""The verdict on a sentence after every word, as a curve."""

import plotly.graph_objects as go

from lstm_viz.look.roles import NEGATIVE
from lstm_viz.models.sentiment import SentimentTrace

from .grid import numbered, word_axis
from .lines import level
from .strips import POSITIVE


def verdict_curve(trace: SentimentTrace, title: str = "") -> go.Figure:
    """Probability of “positive” after each word.

    Args:
        trace: a `sentiment.SentimentTrace` over T words.
    """
    p = trace.positive  # (T,)
    up = p >= 0.5
    return go.Figure(
        go.Scatter(
            x=numbered(trace.tokens),
            y=p,
            mode="lines+markers",
            line={"color": "#7A7F8A", "width": 2},
            marker={  # colours as for numbers everywhere, not those of C and h; the shapes differ too
                "size": 11,
                "color": [POSITIVE if u else NEGATIVE for u in up],
                "symbol": ["triangle-up" if u else "triangle-down" for u in up],
            },
            hovertemplate="after %{x}: %{y:.1%} positive<extra></extra>",
        ),
        layout=go.Layout(
            title={"text": title, "font": {"size": 15}},
            height=270,
            margin={"l": 8, "r": 8, "t": 34, "b": 56},
            meta={"units": []},  # its rows are no units
            shapes=[level(0.5, color="#7A7F8A", dash="dot", width=1)],
            xaxis={"range": [-0.5, len(p) - 0.5], **word_axis(trace.tokens)},
            yaxis={
                "range": [-0.04, 1.04],
                "tickvals": [0, 0.5, 1],
                "ticktext": ["negative 0 %", "undecided 50 %", "positive 100 %"],
                "automargin": True,
                "zeroline": False,
            },
        ),
    )
