"""Experiment: the same sentence through networks with different cells."""

import numpy as np
import streamlit as st

import lstm_viz
from lstm_viz.figures import courses
from lstm_viz.figures.distance import forgetting
from lstm_viz.figures.grid import numbered
from lstm_viz.look.narration import show
from lstm_viz.models.cells import COMPARED
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn.counts import layer_count
from lstm_viz.studies import distance
from lstm_viz.studies.surprise import surprise
from lstm_viz.ui import reader
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.reader import Choice

from . import parts

SENTENCES = parts.LESSONS["cells"]["sentences"]


def rivals(model: LanguageModel) -> dict[str, str]:
    """Shipped models that read the same words with different cells: cell → name of the model."""
    found: dict[str, str] = {}
    for name in lstm_viz.model_names():
        other = reader.load(name)
        if other.vocabulary.tokens == model.vocabulary.tokens:
            found.setdefault(other.cell_name, name)
    own = model.cell_name  # first
    return {cell: found[cell] for cell in (own, *COMPARED) if cell in found}


def draw(choice: Choice) -> dict:
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
    st.pills(
        "Sentences to start from",
        [sentence["name"] for sentence in SENTENCES],
        key="wi-sentence",
        on_change=_take_sentence,
        wrap=True,
        help="In each, the last word depends on one that stands far before it.",
    )
    tokens = choice.excerpt.tokens
    if len(tokens) < 2:
        st.info("Type at least two words: the first has nothing before it to be expected from.")
        return {}
    traces = {
        COMPARED[cell].name: (reader.load(name), reader.trace(name, tuple(tokens)))
        for cell, name in names.items()
    }
    bits = {name: surprise(model, trace) for name, (model, trace) in traces.items()}
    st.markdown(_says(bits, tokens))
    chart(
        courses.surprises(bits, tokens),
        f"Bars: bits of surprise at each word for {', '.join(bits)}.",
        key="wi-surprise",
    )
    table: dict[str, list] = {"word": numbered(tokens)}
    table |= {n: [None if np.isnan(b) else round(float(b), 3) for b in row] for n, row in bits.items()}
    twin("The surprises as a table", "wi-surprise-table", table, height=320)
    st.caption(_fairness({name: model for name, (model, _) in traces.items()}))

    st.subheader("What does each expect?", anchor=False)
    t = parts.choose_word("After the word", tokens, "wi-cells-at", default=_lead(bits)[1] - 1)
    states = {name: (model, trace.hidden_state[t]) for name, (model, trace) in traces.items()}
    parts.predictions(states, "wi-cells-next")
    _draw_distance(names)
    parts.formula(r"\text{surprise}_t = -\log_2 p(\text{word}_t \mid \text{words before})")
    parts.close("cells")
    return {}


def _take_sentence() -> None:
    for sentence in SENTENCES:
        if sentence["name"] == st.session_state["wi-sentence"]:
            reader.write(sentence["text"])


def _says(bits: dict[str, np.ndarray], tokens: list[str]) -> str:
    totals = {name: float(np.nansum(row)) for name, row in bits.items()}
    best = min(totals, key=totals.__getitem__)
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


def _fairness(models: dict) -> str:
    """On what terms the networks meet: units, weights, training, and how well each predicts."""
    sizes = ", ".join(
        f"{name} {layer_count(model.parameters):,} ({float(model.facts['perplexity']):.1f})"
        for name, model in models.items()
    )
    units = {model.sizes["H"] for model in models.values()}
    read = {int(model.facts["tokens_read"]) for model in models.values()}
    same_units = f"{units.pop()} units each, " if len(units) == 1 else ""
    if len(read) == 1:
        terms = (
            f"equal terms: {same_units}the same text, read equally often ({read.pop():,} words in all)"
        )
    else:
        terms = f"unequal training: {same_units}the same text, but {min(read):,} to {max(read):,} words of it"
    return (
        f"They meet on {terms}, the same kind of head. A cell with more gates has more numbers to train; "
        f"trained numbers in the cell (in brackets: perplexity on held-out text, lower is better): {sizes}."
    )


def _draw_distance(names: dict[str, str]) -> None:
    """How far back each network still knows the word that decides."""
    st.subheader("How far back can each cell look?", anchor=False)
    bits, count = _distances(tuple(names.items()))
    lesson = parts.LESSONS["cells"]["distance"]
    words = " or ".join(f"*{side['word']}*" for side in lesson["subjects"])
    example = f"the {lesson['subjects'][1]['names'][0]} {lesson['clauses'][0]} {lesson['verbs'][0]}"
    st.markdown(
        f"Does {words} come after “{example} …”? One word near the beginning decides it, and ever more "
        f"words stand between. None of these {count} sentences was in the training text. "
        f"{_says_distance(bits)}"
    )
    chart(
        forgetting(bits),
        "Lines: mean bits of surprise at the word that was decided, by distance; the table has the numbers.",
        key="wi-distance",
    )
    table: dict[str, list] = {"words back": list(next(iter(bits.values())))}
    table |= {name: [round(b, 3) for b in row.values()] for name, row in bits.items()}
    twin("The distances as a table", "wi-distance-table", table, height=320)


@st.cache_data(max_entries=2, show_spinner="Asking every network the same questions …")
def _distances(names: tuple[tuple[str, str], ...]) -> tuple[dict[str, dict[int, float]], int]:
    """Mean bits at each distance for every cell, and how many questions each was asked."""
    models = {COMPARED[cell].name: reader.load(name) for cell, name in names}
    tokenize = next(iter(models.values())).tokenize
    asked = distance.questions(parts.LESSONS["cells"]["distance"], tokenize)
    return {name: distance.by_distance(model, asked) for name, model in models.items()}, len(asked)


def _says_distance(bits: dict[str, dict[int, float]]) -> str:
    """Which networks still know the word, near and far."""
    distances = list(next(iter(bits.values())))
    near, far = distances[0], distances[-1]
    said = "; ".join(f"{name} **{row[near]:.2f}** and **{row[far]:.2f}**" for name, row in bits.items())
    best = min(bits, key=lambda name: bits[name][far])
    return (
        "A network that has forgotten the word can only flip a coin: **1 bit**. "
        f"Bits after {near} and after {far} words: {said}. Farthest back, the {best} knows most."
    )
