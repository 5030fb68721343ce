"""Plain RNN, LSTM and GRU side by side: equations, sizes, and what they expect of the reader's text."""

import numpy as np
import streamlit as st

from lstm_viz.figures import memory as figures
from lstm_viz.look.kinds import KINDS
from lstm_viz.look.narration import show
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies.surprise import surprise
from lstm_viz.ui import reader
from lstm_viz.ui.parts import plot

EQUATIONS = {
    "rnn": r"h_t = \tanh(W\,[h_{t-1}, x_t] + b)",
    "lstm": r"""\begin{aligned}
f_t &= \sigma(W_f\,[h_{t-1}, x_t] + b_f)\\
i_t &= \sigma(W_i\,[h_{t-1}, x_t] + b_i)\\
\tilde C_t &= \tanh(W_C\,[h_{t-1}, x_t] + b_C)\\
C_t &= f_t * C_{t-1} + i_t * \tilde C_t\\
o_t &= \sigma(W_o\,[h_{t-1}, x_t] + b_o)\\
h_t &= o_t * \tanh(C_t)\end{aligned}""",
    "gru": r"""\begin{aligned}
r_t &= \sigma(W_r\,[h_{t-1}, x_t] + b_r)\\
z_t &= \sigma(W_z\,[h_{t-1}, x_t] + b_z)\\
n_t &= \tanh(W_{xn}\,x_t + b_{xn}\\&\quad + r_t * (W_{hn}\,h_{t-1} + b_{hn}))\\
h_t &= (1 - z_t) * n_t + z_t * h_{t-1}\end{aligned}""",
}
WORDS = {
    "rnn": "One layer. The whole state is overwritten at every step.",
    "lstm": "Three gates and a cell state: C is changed by a × and a + only, so that memory and "
    "gradient have a road.",
    "gru": "Two gates, no separate cell state. In PyTorch's convention, used here, z near 1 **keeps** "
    "the old state, and the reset gate r acts on W·h, after the product; some texts swap z and 1 − z.",
}


def draw():
    """Equations with the numbers of one unit, and surprise word by word."""
    choice = reader.choose(pick_model=False)
    tokens = tuple(choice.excerpt.tokens)
    traces = {cell: reader.trace(kind.model, tokens) for cell, kind in KINDS.items()}
    left, right = st.columns(2)
    t = 0
    if len(tokens) > 1:
        names = [f"{k}. {show(token)}" for k, token in enumerate(tokens, 1)]
        t = left.select_slider("Word", range(len(tokens)), choice.start, format_func=names.__getitem__)
    smallest = min(trace.hidden_state.shape[1] for trace in traces.values())
    unit = right.number_input("Unit", 0, smallest - 1, 0)
    for (cell, kind), column in zip(KINDS.items(), st.columns(3, border=True), strict=True):
        with column:
            _cell(cell, kind, traces[cell], t, unit)
    _surprise(tokens, traces)


def _cell(cell: str, kind, trace, t: int, unit: int):
    model = reader.load(kind.model)
    st.header(kind.name, anchor=False)
    st.latex(EQUATIONS[cell])
    st.markdown(WORDS[cell])
    before = trace.hidden_state[t - 1] if t else trace.initial_hidden_state
    numbers = {"h before": before[unit]}
    if cell == "lstm":
        fields = ("forget_gate", "input_gate", "candidate", "cell_state", "output_gate")
        memory = trace.cell_state[t - 1] if t else trace.initial_cell_state
        numbers["C before"] = memory[unit]
        numbers |= dict(
            zip(("f", "i", "C̃", "C now", "o"), (getattr(trace, f)[t, unit] for f in fields), strict=True)
        )
    if cell == "gru":
        fields = ("reset_gate", "update_gate", "candidate")
        numbers |= dict(zip("rzn", (getattr(trace, f)[t, unit] for f in fields), strict=True))
    numbers["h now"] = trace.hidden_state[t, unit]
    st.dataframe(
        {"quantity": list(numbers), f"unit {unit}": list(numbers.values())},
        hide_index=True,
        column_config={f"unit {unit}": st.column_config.NumberColumn(format="%.3f")},
        alt=f"Numbers of unit {unit} of the {kind.name} at word {t + 1}",
    )
    layer = layer_count(model.parameters)
    st.caption(
        f"{model.sizes['H']} units; {layer:,} trainable numbers in the layer. Perplexity on sentences "
        f"that it has never seen: {float(model.facts['perplexity']):.1f} (lower is better)."
    )


def _surprise(tokens, traces):
    st.header("How surprised is each by your text?", anchor=False)
    bits = {cell: surprise(reader.load(KINDS[cell].model), trace) for cell, trace in traces.items()}
    if len(tokens) < 2:
        st.info("Type at least two words: the first one cannot be guessed.")
        return
    plot(
        figures.surprise([show(token) for token in tokens], bits),
        "Surprise in bits at every word for plain RNN, LSTM and GRU.",
        {"word": list(tokens), **{KINDS[cell].name: values for cell, values in bits.items()}},
        "surprise",
    )
    means = ", ".join(f"{KINDS[cell].name} {np.nanmean(values):.2f}" for cell, values in bits.items())
    st.caption(
        "Bits of surprise: 1 bit is a coin toss, 10 bits one word in a thousand. Means over the "
        f"text: {means}."
    )
