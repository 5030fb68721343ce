"""Plain RNN, LSTM and GRU side by side: equations, sizes, and what they expect of the reader's text."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_viz.figures import memory as figures
from lstm_viz.look.formula import latex
from lstm_viz.look.narration import show
from lstm_viz.look.roles import CELL, HIDDEN
from lstm_viz.models.cells import COMPARED, Cell
from lstm_viz.models.text_traces import Recorded
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies.surprise import surprise
from lstm_viz.ui import reader
from lstm_viz.ui.charts import plot


def draw() -> None:
    """Equations with the numbers of one unit, and surprise word by word."""
    choice = reader.choose(pick_model=False)
    tokens = tuple(choice.excerpt.tokens)
    traces = {cell: reader.trace(kind.model, tokens) for cell, kind in COMPARED.items()}
    left, right = st.columns(2)
    t = 0
    if len(tokens) > 1:
        names = [f"{k}. {show(token)}" for k, token in enumerate(tokens, 1)]
        t = left.select_slider("Word", range(len(tokens)), choice.start, format_func=names.__getitem__)
    smallest = min(trace.hidden_state.shape[1] for trace in traces.values())
    unit = right.number_input("Unit", 0, smallest - 1, 0)
    for (cell, kind), column in zip(COMPARED.items(), st.columns(3, border=True), strict=True):
        with column:
            _cell(kind, traces[cell], t, unit)
    _surprise(tokens, traces)


def _cell(kind: Cell, trace: Any, t: int, unit: int) -> None:
    model = reader.load(kind.model)
    st.header(kind.title, anchor=False)
    st.latex(latex([equation.text for equation in kind.equations]))
    st.markdown(kind.says)
    before = trace.hidden_state[t - 1] if t else trace.initial_hidden_state
    fields = {role.symbol: role.field for role in kind.roles}
    inside = [equation.symbol for equation in kind.equations if equation.symbol != HIDDEN.symbol]
    numbers = {"h before": before[unit]}
    if kind.memory:
        numbers["C before"] = (trace.cell_state[t - 1] if t else trace.initial_cell_state)[unit]
    numbers |= {
        "C now" if symbol == CELL.symbol else symbol: getattr(trace, fields[symbol])[t, unit]
        for symbol in inside
    }
    numbers["h now"] = trace.hidden_state[t, unit]
    st.dataframe(
        {"quantity": list(numbers), f"unit {unit}": list(numbers.values())},
        hide_index=True,
        column_config={f"unit {unit}": st.column_config.NumberColumn(format="%.3g")},
        alt=f"Numbers of unit {unit} of the {kind.title} at word {t + 1}",
    )
    layer = layer_count(model.parameters)
    st.caption(
        f"{model.sizes['H']} units; {layer:,} trainable numbers in the layer. Perplexity on sentences "
        f"that it has never seen: {float(model.facts['perplexity']):.1f} (lower is better)."
    )


def _surprise(tokens: tuple[str, ...], traces: dict[str, Recorded]) -> None:
    st.header("How surprised is each by your text?", anchor=False)
    bits = {cell: surprise(reader.load(COMPARED[cell].model), trace) for cell, trace in traces.items()}
    if len(tokens) < 2:
        st.info("Type at least two words: the first one cannot be guessed.")
        return
    plot(
        figures.surprise([show(token) for token in tokens], bits),
        "Surprise in bits at every word for plain RNN, LSTM and GRU.",
        {"word": list(tokens), **{COMPARED[cell].title: values for cell, values in bits.items()}},
        "surprise",
    )
    means = ", ".join(
        f"{COMPARED[cell].title} {np.nanmean(values):.2f}" for cell, values in bits.items()
    )
    st.caption(
        "Bits of surprise: 1 bit is a coin toss, 10 bits one word in a thousand. Means over the "
        f"text: {means}."
    )
