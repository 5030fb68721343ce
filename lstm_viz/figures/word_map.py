"""Words as points on the plane, or in the space, of their first principal components."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.groups import Group
from lstm_viz.look.roles import CHOSEN
from lstm_viz.nn.embeddings import PCA

from .labels import place

SEARCHED, NEIGHBOUR = CHOSEN, "#D55E00"
# Pixels for which the names are placed: on a narrow screen only those that are free there too.
_WIDE, _NARROW, _IN_SPACE = (760, 500), (270, 420), (520, 420)
NAMED_IN_SPACE = 5  # words of each group: names in space are costly to draw
# What is right and what is up on the screen, as Plotly looks at a space first: from (1, 1, 1)
_LOOK = np.array([[-1, 1, 0], [-1, -1, 2]]) / np.sqrt([[2], [6]])  # (2, 3)
_EYE = dict.fromkeys("xyz", 1.05)  # near enough to fill the picture
KEY = "word-map"  # of the chart in the page
STYLE = f"""<style>
.st-key-{KEY} .textpoint text {{
  paint-order: stroke; stroke: Canvas; stroke-width: 3px; fill: CanvasText !important;
}}
@media (max-width: 700px) {{ .st-key-{KEY} .scatterlayer .trace:nth-child(2) {{ display: none; }} }}
</style>"""


def _axis(pca: PCA, k: int) -> str:
    ordinal = ("first", "second", "third")[k]
    return f"{ordinal} axis: {100 * pca.explained[k]:.1f} % of the spread"


def word_map(
    pca: PCA,
    words: list[str],
    points: np.ndarray,
    groups: list[tuple[Group, list[int]]],
    searched: int | None = None,
    near: Sequence[int] = (),
) -> go.Figure:
    """A map in two or three dimensions.

    Args:
        words: N words.
        points: (N, 2) or (N, 3).
        groups: each with the rows of its words.
        searched: row of the word that is looked for.
        near: rows of its nearest words in the full space: joined to it by lines.
    """
    flat = points.shape[1] == 2
    in_group = {row for _, rows in groups for row in rows}
    others = [row for row in range(len(words)) if row not in in_group]
    figure = go.Figure(
        layout=go.Layout(
            height=620 if flat else 760,
            margin={"l": 8, "r": 8, "t": 8, "b": 8} if flat else {"l": 0, "r": 0, "t": 0, "b": 0},
            legend={"orientation": "h", "y": -0.12, "itemsizing": "constant"},
            hovermode="closest",
        ),
    )
    figure.add_trace(_dots(points, words, others, "other words", "#8A8798", "circle", 4, flat))
    for group, rows in groups:
        figure.add_trace(_dots(points, words, rows, group.name, group.colour, group.marker, 8, flat))
    if searched is not None:
        for row in near:
            ends = points[[searched, row]]
            figure.add_trace(_line(ends, flat))
        figure.add_trace(
            _dots(points, words, list(near), "its nearest", NEIGHBOUR, "circle-open", 12, flat)
        )
        figure.add_trace(_dots(points, words, [searched], words[searched], SEARCHED, "circle", 13, flat))
    first = [*([searched] if searched is not None else []), *near]
    most = None if flat else NAMED_IN_SPACE
    named = [*first, *(row for _, rows in groups for row in rows[:most] if row not in first)]
    if flat:
        _write_names(figure, points, words, named, len(near) if searched is not None else None)
    else:
        _write_names_in_space(figure, points, words, named, searched is not None)
    if flat:
        figure.update_xaxes(title=f"{_axis(pca, 0)} →", zeroline=False)
        figure.update_yaxes(title=f"{_axis(pca, 1)} →", zeroline=False)
    else:
        names = {
            f"{axis}axis": {"title": _axis(pca, k), "showspikes": False} for k, axis in enumerate("xyz")
        }
        figure.update_layout(
            scene={"aspectmode": "data", "camera": {"eye": _EYE}, **names},
            legend={"orientation": "h", "y": 0},
        )
    return figure


def _dots(
    points: np.ndarray,
    words: list[str],
    rows: list[int],
    name: str,
    colour: str,
    marker: str,
    size: float,
    flat: bool,
) -> go.Scatter | go.Scatter3d:
    shared = {
        "mode": "markers",
        "name": name,
        "text": [words[row] for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "x": np.asarray(points[rows, 0], np.float32),
        "y": np.asarray(points[rows, 1], np.float32),
    }
    faint = 0.45 if name == "other words" else 1
    if not flat:  # the space has fewer kinds of signs, and draws each twice as large
        look = {"color": colour, "size": max(2, size * 0.55), "symbol": marker, "opacity": faint}
        return go.Scatter3d(z=np.asarray(points[rows, 2], np.float32), marker=look, **shared)
    width = {"line": {"width": 2, "color": colour}} if "open" in marker else {}
    look = {"color": colour, "size": size, "symbol": marker, "opacity": faint, **width}
    return go.Scattergl(marker=look, **shared)


def _line(ends: np.ndarray, flat: bool) -> go.Scatter | go.Scatter3d:
    style = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
    style["line"] = {"color": NEIGHBOUR, "width": 1.5 if flat else 3}
    if flat:
        return go.Scattergl(x=ends[:, 0], y=ends[:, 1], **style)
    return go.Scatter3d(x=ends[:, 0], y=ends[:, 1], z=ends[:, 2], **style)


def _write_names(
    figure: go.Figure, points: np.ndarray, words: list[str], rows: list[int], near: int | None
) -> None:
    """Names where they hit no other; a word without a free place still shows its name on hover.

    Args:
        near: how many nearest words follow the searched word, which then is the first row.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    margin = 0.05 * (high - low)
    box = (low[0] - margin[0], high[0] + margin[0], low[1] - margin[1], high[1] + margin[1])
    names = [words[row] for row in rows]
    fixed: list[str | None] = [None] * len(rows)
    if (
        near is not None
    ):  # the word that is looked for is always named, where no line to a neighbour runs
        right = near > 0 and points[rows[1 : near + 1], 0].mean() > points[rows[0], 0]
        fixed[0] = "middle left" if right else "middle right"
    few = place(points[rows], names, box, _NARROW, fixed)
    many = place(points[rows], names, box, _WIDE, few)
    if near is not None:
        names[0] = f"<b>{names[0]}</b>"
    extra = [None if narrow else wide for wide, narrow in zip(many, few, strict=True)]
    for positions in (few, extra):  # the second is what STYLE hides on a narrow screen
        shown = [k for k, position in enumerate(positions) if position]
        figure.add_trace(
            go.Scatter(
                x=[float(points[rows[k], 0]) for k in shown],
                y=[float(points[rows[k], 1]) for k in shown],
                mode="markers+text",  # the clear dots keep the names away from the true ones
                marker={"size": 9, "opacity": 0},
                text=[names[k] for k in shown],
                textposition=[positions[k] for k in shown],
                textfont={"size": 12},
                hoverinfo="skip",
                showlegend=False,
                cliponaxis=False,
            )
        )
    figure.update_xaxes(range=box[:2])
    figure.update_yaxes(range=box[2:])


def _write_names_in_space(
    figure: go.Figure, points: np.ndarray, words: list[str], rows: list[int], searched: bool
) -> None:
    """Names that hit no other as the space is seen first; the others show on hover.

    Args:
        searched: whether the first row is the word that is looked for, which is always named.
    """
    seen = points[rows] @ _LOOK.T  # (N, 3) · (3, 2)
    around = points @ _LOOK.T
    (left, low), (right, high) = around.min(axis=0), around.max(axis=0)
    fixed = ["middle right" if searched and k == 0 else None for k in range(len(rows))]
    places = place(seen, [words[row] for row in rows], (left, right, low, high), _IN_SPACE, fixed)
    kept = [(row, position) for row, position in zip(rows, places, strict=True) if position]
    at = points[[row for row, _ in kept]]
    figure.add_trace(
        go.Scatter3d(
            x=at[:, 0],
            y=at[:, 1],
            z=at[:, 2],
            mode="text",
            text=[
                f"<b>{words[row]}</b>" if searched and row == rows[0] else words[row] for row, _ in kept
            ],
            textposition=[position for _, position in kept],
            textfont={"size": 14},
            hoverinfo="skip",
            showlegend=False,
        )
    )


def scree(explained: np.ndarray, used: int) -> go.Figure:
    """Share of the spread along each axis, and of all axes so far together.

    Args:
        explained: (k,), 0…1, largest first.
        used: how many axes the map shows: they are coloured.
    """
    axes = list(range(1, len(explained) + 1))
    figure = go.Figure(
        go.Bar(
            x=axes,
            y=explained,
            name="this axis",
            marker_color=[SEARCHED if k <= used else "#A7A3B8" for k in axes],
            hovertemplate="axis %{x}: %{y:.1%}<extra></extra>",
        ),
        layout=go.Layout(
            height=270,
            margin={"l": 8, "r": 8, "t": 8, "b": 40},
            xaxis={"title": "axis", "dtick": 1 if len(axes) <= 20 else 10, "showgrid": False},
            yaxis={"tickformat": ".0%", "title": "share of the spread"},
            legend={"orientation": "h", "y": 1.12},
        ),
    )
    figure.add_trace(
        go.Scatter(
            x=axes,
            y=np.cumsum(explained),
            name="all so far",
            mode="lines+markers",
            line={"color": NEIGHBOUR, "width": 2},
            hovertemplate="the first %{x} together: %{y:.1%}<extra></extra>",
        )
    )
    return figure
