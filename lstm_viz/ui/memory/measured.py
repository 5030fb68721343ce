"""Memory against distance: measured on many networks, and tried on a sequence of the reader's own."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_viz.browser.train import query
from lstm_viz.figures import memory as figures
from lstm_viz.inputs.text import TextError
from lstm_viz.look.narration import power
from lstm_viz.models import memory_task
from lstm_viz.models.cells import COMPARED
from lstm_viz.nn import gradients
from lstm_viz.ui import links, menu
from lstm_viz.ui.charts import plot
from lstm_viz.ui.choice import one_of, typed

KEPT = [
    links.Kept("letters", "memory-text", memory_task.distractors("C", 20, seed=1), memory_task.compose)
]


@st.cache_resource(show_spinner=False)
def networks() -> memory_task.Networks:
    """All trained networks of the task."""
    return memory_task.Networks.load()


@st.cache_data(max_entries=256, show_spinner=False)
def _right(cell: str, letters: str) -> int:
    return networks().right(cell, letters)


def draw() -> None:
    """The reader's gap and sequence, the networks' answers, and the measured curves."""
    state, symbols = st.session_state, memory_task.SYMBOLS
    links.take(KEPT)
    state.setdefault("memory-last", state["memory-text"])
    state.setdefault("memory-gap", len(state["memory-last"]) - 1)
    state.setdefault("memory-first", state["memory-last"][0])
    st.markdown(
        f"The task: read letters from {symbols[0]} to {symbols[-1]}, and after the last one say "
        "**which was the first**. Everything in between only distracts."
    )
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    kept: dict[str, Any] = {"persist_state": "session"}
    longest = memory_task.LONGEST - 1
    left.slider("Gap: letters in between", 0, longest, key="memory-gap", on_change=_compose, **kept)
    middle.selectbox("First letter", list(symbols), key="memory-first", on_change=_compose, **kept)
    right.button("Other letters in between", on_click=_compose, args=(True,), width="stretch")
    st.text_input(
        "The sequence (change it as you like)",
        key="memory-text",
        on_change=_follow,
        help=f"Letters {symbols[0]} to {symbols[-1]}, at most {memory_task.LONGEST}; capitals or not.",
        **kept,
    )
    try:
        state["memory-last"] = memory_task.compose(typed(state["memory-text"], 10_000))
    except TextError as problem:
        st.warning(f"{problem} The networks below still read the last sequence.", icon=":material/edit:")
    letters = state["memory-last"]
    _answers(letters)
    menu.link(
        "playground",
        "These were trained. **Wire one by hand** that remembers only the first sign: twelve numbers are enough",
        query_params={"part": "wire", "goal": "first"},
    )
    _curves(len(letters) - 1)
    menu.link(
        "playground", "Train an LSTM against a plain RNN yourself", query_params=query("against_rnn")
    )


def _compose(other: bool = False) -> None:
    """A new sequence with the chosen gap and first letter."""
    state = st.session_state
    state["memory-seed"] = state.get("memory-seed", 1) + other
    first = state["memory-first"] if state["memory-first"] in list(memory_task.SYMBOLS) else "A"
    state["memory-text"] = memory_task.distractors(first, state["memory-gap"], state["memory-seed"])


def _follow() -> None:
    """Gap and first letter as in the sequence that the reader typed."""
    state = st.session_state
    try:
        letters = memory_task.compose(typed(state["memory-text"], 10_000))
    except (
        TextError
    ):  # said where the sequence is read; the last one stays, and so do its gap and letter
        return
    state["memory-gap"], state["memory-first"] = len(letters) - 1, letters[0]


@st.cache_data(max_entries=1, show_spinner=False)
def _opening() -> int:
    """The training in which all three kinds remember best over a gap of 20 letters, the worst counting."""
    figures = networks().figures
    place = figures["gaps"].index(20)
    accuracy = np.array([figures["accuracy"][cell] for cell in COMPARED])[:, :, place]  # (3, seeds)
    return int(accuracy.min(axis=0).argmax())


def _answers(letters: str) -> None:
    """What one network of each kind answers, and what it remembers."""
    shipped = networks()
    seed = one_of(
        st.segmented_control,
        "Which of the trained networks",
        range(shipped.seeds),
        default=_opening(),
        format_func=lambda seed: f"{seed + 1}",
        key="memory-network",
        help="Each kind was trained several times, from other random weights and on other sequences.",
    )
    right = {cell: _right(cell, letters) for cell in COMPARED}
    st.markdown(
        f"Of the {shipped.seeds} networks of each kind, these name the first letter of your sequence: "
        + ", ".join(f"{COMPARED[cell].title} **{count}**" for cell, count in right.items())
        + ". One of each kind in detail:"
    )
    read = {cell: shipped.read(cell, seed, letters) for cell in COMPARED}
    true = memory_task.SYMBOLS.index(letters[0])
    for (cell, recall), column in zip(read.items(), st.columns(3), strict=True):
        last = recall.probabilities[-1]
        answer = memory_task.SYMBOLS[int(last.argmax())]
        knows = answer == letters[0]
        with column:
            st.markdown(
                f"**{COMPARED[cell].title}** answers **{answer}** ({last.max():.0%} sure), "
                f"{'which is right' if knows else f'but it was {letters[0]}'}. "
                f"{':material/check: ' if right else ':material/close: '}"
            )
            plot(
                figures.states(recall.hidden_state, letters, COMPARED[cell].title),
                f"Hidden state of the {COMPARED[cell].title} over {len(letters)} letters, unit by unit.",
                {
                    f"{t}. {letter}": h
                    for t, (letter, h) in enumerate(zip(letters, recall.hidden_state, strict=True), 1)
                },
                f"hidden state of the {COMPARED[cell].title}",
                key=f"memory-state-{cell}",
            )
    st.markdown(_latched(read["rnn"], seed, letters))
    beliefs = {cell: recall.probabilities[:, true] for cell, recall in read.items()}
    plot(
        figures.belief(beliefs, letters),
        f"Probability that each network gives {letters[0]} of having been the first, after every "
        "letter.",
        {"letter": list(letters), **{COMPARED[cell].title: values for cell, values in beliefs.items()}},
        "probability of the first letter",
    )


def _latched(recall: memory_task.Recall, seed: int, letters: str) -> str:
    """How the plain RNN does it, and what its gradient would be."""
    right = memory_task.SYMBOLS[int(recall.probabilities[-1].argmax())] == letters[0]
    reach = gradients.reach(
        networks().parameters("rnn", seed).W[:, : recall.hidden_state.shape[1]], recall.hidden_state
    )
    saturated = float((np.abs(recall.hidden_state[-1]) > 0.9).mean())
    says = (
        f"**The plain RNN** {'still holds the letter' if right else 'has lost the letter'}: "
        f"{saturated:.0%} of its units stand beyond ±0.9, where tanh is flat. A nudge at the first letter "
        f"would move its last state at most {power(reach[0])} times as much. "
    )
    if right and reach[0] < 1e-3:
        return says + (
            "So it remembers, like a latch, and yet has no gradient left to learn from: **remembering is "
            "not learning**. Other trainings of the same network never found such a latch."
        )
    return says + "Step through the other trainings: some found a latch that holds, others never did."


def _curves(gap: int) -> None:
    """The measured accuracy against the gap."""
    raw = networks().figures
    st.header("How far back can they remember? Measured.", anchor=False)
    rows = [
        {
            "network": COMPARED[cell].title,
            "seed": seed,
            **{f"gap {g}": a for g, a in zip(raw["gaps"], row, strict=True)},
        }
        for cell, all_rows in raw["accuracy"].items()
        for seed, row in enumerate(all_rows)
    ]
    plot(
        figures.accuracy(raw, gap),
        "Share of first letters named right by gap, for every trained network, with the mean and the "
        "range for plain RNN, LSTM and GRU.",
        rows,
        "the raw figures",
    )
    counts = ", ".join(f"{COMPARED[cell].title} {networks().count(cell):,}" for cell in COMPARED)
    st.caption(
        f"{networks().seeds} networks of each kind, all trained alike: {raw['updates']:,} updates on "
        f"gaps of 1 to {raw['trained_up_to']}. Trainable numbers: {counts}. Thin lines are single "
        "networks, the band is their range. Each point is measured on 1,000 new sequences. Made by "
        "`python -m training.memory_task`, raw figures in lstm_viz/weights/memory.json."
    )
