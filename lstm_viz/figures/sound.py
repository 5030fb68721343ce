"""An utterance on one axis of time: waveform, spectrogram, verdict, and what the cell's units do."""

from typing import Any

import numpy as np

from lstm_viz.inputs import sound
from lstm_viz.look.roles import CHOSEN, EMBEDDING, ROLES, Role, rgba
from lstm_viz.models.speech import DIGITS, SpeechTrace

from .gates import heat_map

# heights in pixels: waveform, spectrogram, verdict, then one for each quantity of the cell
_HEIGHTS = [80, 150, 170, *[96] * len(ROLES)]
_GAP = 34
_TONES = {"250 Hz": 250, "500 Hz": 500, "1 kHz": 1000, "2 kHz": 2000, "3.5 kHz": 3500}
_POINTS = 8  # of the waveform's outline in a frame


def on_one_axis(samples: np.ndarray, trace: SpeechTrace, order: np.ndarray) -> dict:
    """All that is known about an utterance, frame below frame.

    A plain dict of what Plotly draws (`go.Figure` takes it): its `make_subplots` took 0.2 s.

    Args:
        samples: (N,) at `audio.RATE`, −1…1.
        trace: the `speech.SpeechTrace` of it, over T frames.
        order: the units (H,) from bottom to top.
    """
    T, count = len(trace), len(_HEIGHTS)
    inner = sum(_HEIGHTS) + _GAP * (count - 1)
    # in pixels from below, the first panel on top
    bottoms = inner - np.cumsum(_HEIGHTS) - _GAP * np.arange(count)
    titles = ["sound pressure", "log-mel spectrogram", "verdict so far"]
    titles += [f"{role.name}  {role.symbol}" for role in ROLES]
    panels = [_waveform(samples, T), _spectrogram(trace), _verdict(trace)]
    panels += [_units(trace, role, order) for role in ROLES]
    time = {
        "range": [-0.5, T - 0.5],
        "tickvals": (np.arange(0, T, 5) - 0.5).tolist(),
        "ticktext": [f"{t * sound.HOP:.1f}" for t in range(0, T, 5)],
        "showgrid": False,
        "zeroline": False,
    }
    lowest = {"showticklabels": True, "title": {"text": "seconds"}}
    named = {
        2: {"tickvals": [sound.band(hertz) for hertz in _TONES.values()], "ticktext": list(_TONES)},
        3: {"tickvals": list(range(10)), "ticktext": list(DIGITS), "autorange": "reversed"},
    }
    layout: dict[str, Any] = {
        "height": inner + 74,
        "margin": {"l": 48, "r": 6, "t": 26, "b": 48},
        "showlegend": False,
        "meta": {"units": [f"yaxis{row}" for row in range(4, count + 1)]},
        "annotations": [],
    }
    for row, (panel, height, bottom, title) in enumerate(
        zip(panels, _HEIGHTS, bottoms, titles, strict=True), 1
    ):
        low, high = float(bottom / inner), float((bottom + height) / inner)
        number = "" if row == 1 else row  # as Plotly counts: x, x2, x3 …
        panel |= {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        if "colorbar" in panel:
            panel["colorbar"] = _bar(panel, low, high)
        shown = lowest if row == count else {"showticklabels": False, "matches": f"x{count}"}
        layout[f"xaxis{number}"] = {**time, "anchor": f"y{number}", "domain": [0, 1], **shown}
        layout[f"yaxis{number}"] = {
            "anchor": f"x{number}",
            "domain": [low, high],
            "showgrid": False,
            "zeroline": False,
            "showticklabels": row in named,
            **named.get(row, {}),
        }
        layout["annotations"].append(
            {
                "text": title,
                "font": {"size": 14},
                "showarrow": False,
                **{"x": 0, "xref": "paper", "xanchor": "left"},
                **{"y": high, "yref": "paper", "yanchor": "bottom"},
            }
        )
    return {"data": panels, "layout": layout}


def _units(trace: SpeechTrace, role: Role, order: np.ndarray) -> dict:
    """One quantity of the cell, units × frames."""
    (heat,) = heat_map(trace, role, order)["data"]
    return {
        **heat,
        "x": list(range(len(trace))),
        "customdata": _times(len(trace), len(order)),
        "hovertemplate": heat["hovertemplate"].replace("%{x}", "%{customdata}"),
    }


def _bar(panel: dict, low: float, high: float) -> dict:
    """The panel's colour bar, at its right from low to high (shares of the picture)."""
    return {
        **{"orientation": "v", "thickness": 8, "len": high - low + 0.01, "outlinewidth": 0},
        **{"x": 1.01, "xanchor": "left", "xpad": 10},
        **{"y": (low + high) / 2, "yanchor": "middle", "ypad": 10},
        "tickvals": [panel["zmin"], panel["zmax"]],
        "ticktext": panel["colorbar"]["ticktext"],
    }


def _times(T: int, rows: int) -> list[list[str]]:
    """What stands in the hover label of each frame, for heat maps of so many rows: (rows, T)."""
    return [[f"{t * sound.HOP:.2f} s" for t in range(T)]] * rows


def _waveform(samples: np.ndarray, T: int) -> dict:
    """The outline: smallest and largest sample of each eighth of a frame."""
    size = round(sound.HOP * sound.RATE) // _POINTS
    count = min(len(samples) // size, T * _POINTS)
    parts = samples[: count * size].reshape(count, size)  # (count, size)
    y = np.stack([parts.min(axis=1), parts.max(axis=1)], axis=1).ravel().astype(np.float32)
    # frame t stands at x = t and covers the time from t·HOP to (t + 1)·HOP
    x = ((np.repeat(np.arange(count), 2) + 0.5) / _POINTS - 0.5).astype(np.float32)
    line = {"color": EMBEDDING, "width": 1}
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}


def _spectrogram(trace: SpeechTrace) -> dict:
    decibel = (10 / np.log(10)) * (
        trace.log_mel.T - trace.log_mel.max()
    )  # (M, T): below the loudest value
    return {
        "type": "heatmap",
        "z": decibel.astype(np.float32),
        "x": list(range(len(trace))),
        "customdata": _times(len(trace), sound.BANDS),
        "zmin": -50,
        "zmax": 0,
        "colorscale": "Viridis",
        "colorbar": {"ticktext": ["−50 dB", "loudest"]},
        "hovertemplate": "%{customdata}<br>mel band %{y}: %{z:.0f} dB<extra></extra>",
    }


def _verdict(trace: SpeechTrace) -> dict:
    return {
        "type": "heatmap",
        "z": trace.probabilities.T,  # (10, T)
        "x": list(range(len(trace))),
        "customdata": _times(len(trace), len(DIGITS)),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, rgba(CHOSEN, 0)], [1, CHOSEN]],
        "colorbar": {"ticktext": ["0 %", "100 %"]},
        "hovertemplate": "after %{customdata}<br>%{y}: %{z:.1%}<extra></extra>",
    }
