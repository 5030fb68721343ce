"""An utterance on one axis of time: waveform, spectrogram, verdict, and what the cell's units do."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.inputs import sound
from lstm_viz.look.roles import CHOSEN, EMBEDDING, ROLES, rgba
from lstm_viz.models.speech import DIGITS, SpeechTrace

from .gates import heat_map

# heights in pixels: waveform, spectrogram, verdict, then one for each quantity of the cell
_HEIGHTS = [80, 150, 170, *[96] * len(ROLES)]
_GAP = 34
_TONES = {"250 Hz": 250, "500 Hz": 500, "1 kHz": 1000, "2 kHz": 2000, "3.5 kHz": 3500}
_POINTS = 8  # of the waveform's outline in a frame


def on_one_axis(samples: np.ndarray, trace: SpeechTrace, order: np.ndarray) -> go.Figure:
    """All that is known about an utterance, frame below frame.

    Args:
        samples: (N,) at `audio.RATE`, −1…1.
        trace: the `speech.SpeechTrace` of it, over T frames.
        order: the units (H,) from bottom to top.
    """
    T = len(trace)
    inner = sum(_HEIGHTS) + _GAP * (len(_HEIGHTS) - 1)
    titles = ["sound pressure", "log-mel spectrogram", "verdict so far"]
    titles += [f"{role.name}  {role.symbol}" for role in ROLES]
    figure = make_subplots(
        rows=len(_HEIGHTS),
        cols=1,
        shared_xaxes=True,
        row_heights=[h / sum(_HEIGHTS) for h in _HEIGHTS],
        vertical_spacing=_GAP / inner,
        subplot_titles=titles,
    )
    figure.add_trace(_waveform(samples, T), 1, 1)
    figure.add_trace(_spectrogram(trace), 2, 1)
    figure.add_trace(_verdict(trace), 3, 1)
    for row, role in enumerate(ROLES, 4):
        panel = heat_map(trace, role, order).data[0]
        panel.update(x=np.arange(T), customdata=_times(T, len(order)))
        panel.hovertemplate = panel.hovertemplate.replace("%{x}", "%{customdata}")
        figure.add_trace(panel, row, 1)
    for row, panel in enumerate(figure.data[1:], 2):
        low, high = figure.layout[f"yaxis{row}"].domain
        panel.colorbar.update(
            orientation="v",
            x=1.01,
            xanchor="left",
            xpad=10,
            y=(low + high) / 2,
            yanchor="middle",
            ypad=10,
            len=high - low + 0.01,
            thickness=8,
            tickvals=[panel.zmin, panel.zmax],
            outlinewidth=0,
        )
    figure.update_xaxes(
        range=[-0.5, T - 0.5],
        tickvals=np.arange(0, T, 5) - 0.5,
        ticktext=[f"{t * sound.HOP:.1f}" for t in range(0, T, 5)],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(title="seconds", row=len(_HEIGHTS))
    figure.update_yaxes(showticklabels=False, showgrid=False, zeroline=False)
    figure.update_yaxes(
        showticklabels=True,
        tickvals=[sound.band(hertz) for hertz in _TONES.values()],
        ticktext=list(_TONES),
        row=2,
    )
    figure.update_yaxes(
        showticklabels=True, tickvals=list(range(10)), ticktext=list(DIGITS), autorange="reversed", row=3
    )
    figure.update_annotations(x=0, xanchor="left", font={"size": 14})
    figure.update_layout(
        height=inner + 74,
        margin={"l": 48, "r": 6, "t": 26, "b": 48},
        showlegend=False,
        meta={"units": [f"yaxis{row}" for row in range(4, 4 + len(ROLES))]},
    )
    return figure


def _times(T: int, rows: int) -> np.ndarray:
    """What stands in the hover label of each frame, for heat maps of so many rows: (rows, T)."""
    return np.tile([f"{t * sound.HOP:.2f} s" for t in range(T)], (rows, 1))


def _waveform(samples: np.ndarray, T: int) -> go.Scatter:
    """The outline: smallest and largest sample of each eighth of a frame."""
    size = round(sound.HOP * sound.RATE) // _POINTS
    count = min(len(samples) // size, T * _POINTS)
    parts = samples[: count * size].reshape(count, size)  # (count, size)
    y = np.stack([parts.min(axis=1), parts.max(axis=1)], axis=1).ravel().astype(np.float32)
    # frame t stands at x = t and covers the time from t·HOP to (t + 1)·HOP
    x = (np.repeat(np.arange(count), 2) + 0.5) / _POINTS - 0.5
    return go.Scatter(x=x, y=y, mode="lines", line={"color": EMBEDDING, "width": 1}, hoverinfo="skip")


def _spectrogram(trace: SpeechTrace) -> go.Heatmap:
    decibel = (10 / np.log(10)) * (
        trace.log_mel.T - trace.log_mel.max()
    )  # (M, T): below the loudest value
    return go.Heatmap(
        z=decibel,
        x=np.arange(len(trace)),
        customdata=_times(len(trace), sound.BANDS),
        zmin=-50,
        zmax=0,
        colorscale="Viridis",
        colorbar={"tickvals": [-50, 0], "ticktext": ["−50 dB", "loudest"]},
        hovertemplate="%{customdata}<br>mel band %{y}: %{z:.0f} dB<extra></extra>",
    )


def _verdict(trace: SpeechTrace) -> go.Heatmap:
    p = trace.probabilities.T  # (10, T)
    return go.Heatmap(
        z=p,
        x=np.arange(len(trace)),
        customdata=_times(len(trace), len(DIGITS)),
        zmin=0,
        zmax=1,
        colorscale=[[0, rgba(CHOSEN, 0)], [1, CHOSEN]],
        colorbar={"tickvals": [0, 1], "ticktext": ["0 %", "100 %"]},
        hovertemplate="after %{customdata}<br>%{y}: %{z:.1%}<extra></extra>",
    )
