"""Experiment: the same sentence through networks with different cells."""

import numpy as np
import streamlit as st

import lstm_viz
from lstm_viz.figures import courses
from lstm_viz.figures.grid import numbered
from lstm_viz.look.narration import show
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies.surprise import surprise
from lstm_viz.ui import reader

from . import parts

NAMES = {"lstm": "LSTM", "rnn": "plain RNN", "gru": "GRU"}


def rivals(model) -> dict[str, str]:
    """Shipped models that read the same words with different cells: cell → name of the model."""
    found = {}
    for name in lstm_viz.model_names():
        other = reader.load(name)
        if other.vocabulary.tokens == model.vocabulary.tokens:
            found.setdefault(other.cell_name, name)
    return {cell: found[cell] for cell in NAMES if cell in found}


def draw(choice) -> dict:
    """Draw the experiment; returns what its link holds."""
    names = rivals(reader.load(choice.model_name))
    if len(names) < 2:
        st.info(
            "There is no second network that reads the same tokens as this model. Choose the model "
            "that reads "
            "everyday words above.",
            icon=":material/swap_horiz:",
        )
        return {}
    tokens = choice.excerpt.tokens
    if len(tokens) < 2:
        st.info("Type at least two words: the first has nothing before it to be expected from.")
        return {}
    traces = {
        NAMES[cell]: (reader.load(name), reader.trace(name, tuple(tokens)))
        for cell, name in names.items()
    }
    bits = {name: surprise(model, trace) for name, (model, trace) in traces.items()}
    st.markdown(_says(bits, tokens))
    parts.chart(
        courses.surprises(bits, tokens),
        "wi-surprise",
        f"Bars: bits of surprise at each word for {', '.join(bits)}.",
    )
    table = {"word": numbered(tokens)}
    table |= {n: [None if np.isnan(b) else round(float(b), 3) for b in row] for n, row in bits.items()}
    parts.numbers("wi-surprise-table", table, "The surprises as a table")
    st.caption(_fairness(traces))

    st.subheader("What does each expect?", anchor=False)
    t = parts.choose_word("After the word", tokens, "wi-cells-at", default=_lead(bits)[1] - 1)
    states = {name: (model, trace.hidden_state[t]) for name, (model, trace) in traces.items()}
    parts.predictions(states, "wi-cells-next")
    parts.formula(r"\text{surprise}_t = -\log_2 p(\text{word}_t \mid \text{words before})")
    parts.close("cells")
    return {}


def _says(bits: dict[str, np.ndarray], tokens: list[str]) -> str:
    totals = {name: float(np.nansum(row)) for name, row in bits.items()}
    best = min(totals, key=totals.get)
    text = "Over the whole text: " + ", ".join(
        f"{name} **{total:.1f} bits**" for name, total in totals.items()
    )
    text += f". The {best} is surprised least. "
    name, t = _lead(bits)
    gap = bits[name][t] - bits["LSTM"][t]
    if gap > 0.05:
        ours, theirs = (f"{bits[which][t]:.1f}" for which in ("LSTM", name))
        text += (
            f"The LSTM's biggest lead is at **“{show(tokens[t])}”** (word {t + 1}): {ours} bits against "
            f"{theirs} of the {name}, so the LSTM thought the word {_times(gap)} times likelier."
        )
    else:
        text += "At no word does the LSTM lead: try a sentence whose ending depends on its beginning."
    return text


def _times(gap: float) -> str:
    ratio = 2**gap
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _lead(bits: dict[str, np.ndarray]) -> tuple[str, int]:
    """The network over which the LSTM leads most at one word, and that word's step."""
    leads = {name: row - bits["LSTM"] for name, row in bits.items() if name != "LSTM"}
    name = max(leads, key=lambda name: np.nanmax(leads[name]))
    return name, int(np.nanargmax(leads[name]))


def _fairness(traces) -> str:
    rows = []
    for name, (model, _) in traces.items():
        perplexity = model.facts.get("perplexity")
        rows.append(
            f"{name}: {model.sizes['H']} units, {layer_count(model.parameters):,} numbers in its cell"
            + (f", held-out perplexity {float(perplexity):.1f}" if perplexity else "")
        )
    return "Same training text, same kind of head. " + "; ".join(rows) + "."
