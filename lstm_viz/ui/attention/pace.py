"""One step after the other, or all at once: what must wait, what that costs, and what it takes on this server."""

import os
from collections.abc import Sequence

import numpy as np
import streamlit as st

import lstm_viz
from lstm_viz import lessons
from lstm_viz.figures import attention as figures
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import counts
from lstm_viz.studies import timing as timings
from lstm_viz.ui import reader
from lstm_viz.ui.charts import chart, twin

from . import networks, waiting

_TEXTS = lessons.load("attention")["texts"]


def draw(tokens: list[str]) -> None:
    """The section: who waits for whom, multiplications and times against the length."""
    st.header("One step after the other, or all at once", anchor=False)
    st.markdown(_TEXTS["waiting"])
    model = networks.load()
    waiting.show(tokens, len(model.layers), key="waiting")
    left, middle, right = st.columns(3, vertical_alignment="center")
    times = timing()
    chart(
        figures.work_against_length(times.lengths, *work(model, times.lengths)),
        "Multiplications against number of words for both networks; the table below has the numbers.",
        place=left,
        key="work",
    )
    chart(
        figures.time_against_length(times),
        "Milliseconds against number of words for both networks; the table below has the numbers.",
        place=middle,
        key="timing",
    )
    right.markdown(about_timing(times, model))
    twin(
        "Steps, operations and times as a table",
        "timing-table",
        timing_table(times),
        hide_index=True,
        alt="Steps, operations and times at each length",
    )


@st.cache_data(max_entries=1, show_spinner="Timing both networks on this machine …")
def timing() -> timings.Timing:
    """Both networks timed on this server, once."""
    return timings.measure(reader.load(lstm_viz.model_names()[0]), networks.load())


def work(model: TransformerModel, lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Multiplications of one pass at each length: the LSTM's, the Transformer's."""
    lstm = reader.load(lstm_viz.model_names()[0]).sizes
    E, F, layers = model.sizes["E"], len(model.layers[0].linear1_bias), len(model.layers)
    return (
        [counts.lstm_multiplications(lstm["E"], lstm["H"], T) for T in lengths],
        [counts.transformer_multiplications(E, F, layers, T) for T in lengths],
    )


def about_timing(timing: timings.Timing, model: TransformerModel, middle: int = 64) -> str:
    """What was counted and what was measured, in words."""
    lengths, memory, attention = timing.lengths, timing.lstm_seconds, timing.transformer_seconds
    lstm_work, own_work = work(model, lengths)
    at, longest = lengths.index(middle), len(lengths) - 1
    ratio = memory[at] / attention[at]
    if abs(ratio - 1) < 0.1:
        compared = "about as fast as the LSTM"
    else:
        compared = f"{ratio:.1f} times faster" if ratio > 1 else f"{1 / ratio:.1f} times slower"
    return _TEXTS["timing"].format(
        middle=middle,
        cores=os.cpu_count(),
        compared=compared,
        longest=lengths[longest],
        more=lengths[longest] // middle,
        lstm_work=lstm_work[at] / 1e6,
        work=own_work[at] / 1e6,
        lstm_growth=lstm_work[longest] / lstm_work[at],
        growth=own_work[longest] / own_work[at],
        memory_growth=memory[longest] / memory[at],
        attention_growth=attention[longest] / attention[at],
    )


def timing_table(timing: timings.Timing) -> dict[str, list]:
    """Steps, multiplications and measured times as columns."""
    lstm_work, own_work = work(networks.load(), timing.lengths)
    return {
        "words": list(timing.lengths),
        "LSTM, steps that wait": list(timing.lengths),
        "Transformer, steps that wait": [len(networks.load().layers)] * len(timing.lengths),
        "LSTM, multiplications": lstm_work,
        "Transformer, multiplications": own_work,
        "LSTM, ms": np.round(1000 * timing.lstm_seconds, 3).tolist(),
        "Transformer, ms": np.round(1000 * timing.transformer_seconds, 3).tolist(),
    }
