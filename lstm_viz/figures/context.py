"""Fill in the blank: the likeliest words as bars, and how the context parts two sentences."""

import plotly.graph_objects as go

from lstm_viz.look.narration import show
from lstm_viz.look.roles import CHOSEN

BAR = "#D55E00"


def expected(best: list[tuple[str, float]], guess: str = "", longest: float | None = None) -> go.Figure:
    """Bars of the likeliest words, the likeliest on top; the reader's guess is marked.

    Args:
        best: (token, probability 0…1).
        longest: the probability whose bar fills the width, for pictures side by side; else the likeliest's.
    """
    labels = [f"<b>{show(w)}</b> ←" if w == guess else show(w) for w, _ in best]
    return go.Figure(
        go.Bar(
            x=[p for _, p in best],
            y=list(range(len(best))),
            orientation="h",
            marker_color=BAR,
            text=[f"{100 * p:.1f} %" for _, p in best],
            textposition="outside",
            cliponaxis=False,
            customdata=[show(w) for w, _ in best],
            hovertemplate="%{customdata}: %{x:.3f}<extra></extra>",
        ),
        layout=go.Layout(
            height=40 + 27 * len(best),
            margin={"l": 8, "r": 56, "t": 4, "b": 4},
            xaxis={"visible": False, "range": [0, max(0.05, longest or best[0][1]) * 1.02]},
            yaxis={
                "autorange": "reversed",
                "tickvals": list(range(len(best))),
                "ticktext": labels,
                "automargin": True,
                "showgrid": False,
            },
            bargap=0.28,
        ),
    )


def parting(differences: list[float], now: int) -> go.Figure:
    """Difference of the two predictions for the last 1, 2, … words, the chosen number marked.

    Args:
        differences: total variation distances 0…1, for n = 1, 2, …
        now: the chosen n.
    """
    n = list(range(1, len(differences) + 1))
    return go.Figure(
        go.Scatter(
            x=n,
            y=differences,
            mode="lines+markers",
            line={"color": CHOSEN, "width": 2.5},
            marker={"size": [13 if k == now else 7 for k in n], "color": CHOSEN},
            hovertemplate="last %{x} words: %{y:.0%} apart<extra></extra>",
        ),
        layout=go.Layout(
            height=220,
            margin={"l": 8, "r": 12, "t": 10, "b": 40},
            xaxis={"title": "words of context", "dtick": 1 if len(n) < 20 else 5, "showgrid": False},
            yaxis={"title": "how far apart", "range": [-0.03, 1.03], "tickformat": ".0%"},
        ),
    )
