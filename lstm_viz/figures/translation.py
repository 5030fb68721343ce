"""Pictures of a translation: where the decoder looks, and what the search considered."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.look.narration import show
from lstm_viz.look.roles import ATTENTION, CHOSEN
from lstm_viz.models.translation import Hypothesis, Translation

from .cells import PAPER, with_numbers

_KEPT, _LEFT = CHOSEN, "#7A7F8A"


def attention_map(translation: Translation, paper: str = PAPER) -> go.Figure:
    """Attention weights: a column for each French word, a row for each English one, the first on top.

    Args:
        translation: a `translation.Translation` with attention.
        paper: colour of a cell that holds nothing.
    """
    assert translation.attention is not None, "this translation has no attention"
    weights = translation.attention.T  # (S, T)
    source = [show(token) for token in translation.source_tokens]
    target = [show(word) for word in translation.words]
    heat = go.Heatmap(
        z=weights,
        x=np.arange(len(target)),
        y=np.arange(len(source)),
        customdata=[[(said, read) for said in target] for read in source],
        zmin=0,
        zmax=1,
        colorscale=[[0, paper], [1, ATTENTION]],
        colorbar={
            "thickness": 8,
            "tickvals": [0, 1],
            "ticktext": ["0 %", "100 %"],
            "outlinewidth": 0,
        },
        hovertemplate="before “%{customdata[0]}”: %{z:.0%} on “%{customdata[1]}”<extra></extra>",
    )
    numbers = [[f"{100 * weight:.0f} %" for weight in row] for row in weights]
    return go.Figure(
        with_numbers(heat, numbers) if weights.size <= 120 else heat,
        layout=go.Layout(
            height=130 + 30 * len(source),
            margin={"l": 8, "r": 6, "t": 8, "b": 8},
            meta={"units": []},  # its rows are no units
            xaxis={
                "tickvals": np.arange(len(target)),
                "ticktext": target,
                "tickangle": -45 if len(target) > 6 else 0,
                "title": "French, as it is written",
                "showgrid": False,
                "zeroline": False,
                "automargin": True,
            },
            yaxis={
                "tickvals": np.arange(len(source)),
                "ticktext": source,
                "autorange": "reversed",
                "title": "English, as it was read",
                "showgrid": False,
                "zeroline": False,
                "automargin": True,
            },
        ),
    )


def search_tree(translation: Translation, most: int = 8) -> dict:
    """What the search considered: a column for each step, the best on top, the chosen path bold.

    A plain dict of what Plotly draws (`go.Figure` takes it): it is made anew at every sentence.

    Args:
        most: continuations that are drawn of each step; kept ones are always drawn.
    """
    chosen = tuple(translation.target_tokens)
    lines: dict[str, tuple[list, list]] = {"chosen": ([], []), "other": ([], [])}
    nodes = []
    above = {0: 0}  # rank of each kept, unended beginning of the step before, by its number there
    for t, step in enumerate(translation.steps):
        place, live = {}, 0
        for rank, hypothesis in enumerate(step):
            if rank < most or hypothesis.kept:
                on_path = chosen[: t + 1] == hypothesis.tokens
                nodes.append((t + 1, rank, hypothesis, on_path))
                x, y = lines["chosen" if on_path else "other"]
                x += [t, t + 1, None]
                y += [above[hypothesis.parent], rank, None]
            if hypothesis.kept and not hypothesis.ended:
                place[live] = rank
                live += 1
        above = place
    data: list[dict] = []
    for name, colour, width in (("other", _LEFT, 1), ("chosen", _KEPT, 3)):
        x, y = lines[name]
        line = {"color": colour, "width": width}
        data.append({"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line})
        data[-1] |= {"hoverinfo": "skip", "showlegend": False}
    groups = {
        "left out": [n for n in nodes if not n[2].kept],
        "kept": [n for n in nodes if n[2].kept and not n[3]],
        "the translation": [n for n in nodes if n[3]],
    }
    symbols = {"left out": "x-thin-open", "kept": "circle-open", "the translation": "circle"}
    for name, group in groups.items():
        colour = _LEFT if name == "left out" else _KEPT
        data.append(
            {
                "type": "scatter",
                "x": [n[0] for n in group],
                "y": [n[1] for n in group],
                "name": name,
                "mode": "markers+text",
                "text": [_label(*n, below=name == "left out") for n in group],
                "textposition": "bottom center" if name == "left out" else "top center",
                "marker": {
                    "symbol": symbols[name],
                    "color": colour,
                    "size": 9,
                    "line": {"color": colour, "width": 2},
                },
                "customdata": [
                    (" ".join(map(show, n[2].tokens)), float(np.exp(n[2].log_probability)))
                    for n in group
                ],
                "hovertemplate": "%{customdata[0]}<br>all this: %{customdata[1]:.2%}<extra></extra>",
            }
        )
    lowest, bare = max(n[1] for n in nodes), {"showgrid": False, "zeroline": False}
    layout = {
        "height": 124 + 46 * (lowest + 1),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "xaxis": {
            "title": {"text": "step of the decoder"},
            "tickvals": list(range(1, len(translation.steps) + 1)),
            "range": [-0.2, len(translation.steps) + 0.6],
            **bare,
        },
        "yaxis": {"range": [lowest + 1.0, -0.8], "showticklabels": False, **bare},
    }
    return {"data": data, "layout": layout}


def _label(step: int, _: object, hypothesis: Hypothesis, on_path: bool, below: bool) -> str:
    """A node's word; at every other step a line farther away, so that neighbours have room."""
    word = show(hypothesis.tokens[-1])
    word = f"<b>{word}</b>" if on_path else word
    if step % 2:
        return word
    return f"<br>{word}" if below else f"{word}<br> "


def bleu_by_length(groups: dict[str, dict[str, dict]]) -> go.Figure:
    """BLEU of several models over the length of the sentence.

    Args:
        groups: for each model's name its figures by length: {"2–5": {"sentences": n, "bleu": b}, …}.
    """
    figure = go.Figure(
        layout=go.Layout(
            height=300,
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            xaxis={"type": "category", "title": "length of the English sentence, words and signs"},
            yaxis={"title": "BLEU", "rangemode": "tozero"},
        ),
    )
    looks = zip(groups.items(), (ATTENTION, _LEFT), ("", "/"), strict=False)
    for (name, by_length), colour, pattern in looks:
        figure.add_bar(
            x=[f"{length} words" for length in by_length],
            y=[group["bleu"] for group in by_length.values()],
            name=name,
            marker={"color": colour, "pattern": {"shape": pattern}},
            customdata=[group["sentences"] for group in by_length.values()],
            texttemplate="%{y:.0f}",
            textposition="outside",  # in the page's own colour: on hatching nothing can be read
            cliponaxis=False,
            hovertemplate=f"{name}, %{{x}}: BLEU %{{y:.1f}} on %{{customdata}} sentences<extra></extra>",
        )
    return figure
