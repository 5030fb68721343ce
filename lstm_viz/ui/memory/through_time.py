"""Backpropagation through time for three networks side by side: on the first-letter task, on a sentence."""

import time
from collections.abc import Callable

import streamlit as st

from lstm_viz.models import memory_task
from lstm_viz.models.cells import COMPARED
from lstm_viz.nn import gradients
from lstm_viz.nn.gradients import ThroughTime
from lstm_viz.ui import long_text, reader
from lstm_viz.ui.choice import one_of

from .components import gradients_through_time
from .measured import networks

LIMIT = 60  # words, and letters between the first one and the question
LETTERS, SENTENCE = "Which letter came first?", "Your sentence"
HOW = (
    "**Point at a {piece}** to ask at another place. Strength of colour is logarithmic: four powers of ten "
    "from full to none. Losses are −log p of the right answer (natural logarithm, so in nats). PyTorch "
    "computes the gradients, backwards through every step."
)


@st.cache_data(max_entries=64, show_spinner=False)
def _of_sentence(tokens: tuple[str, ...]) -> tuple[dict[str, ThroughTime], float]:
    """The gradients of every network, and the seconds that they took."""
    return _timed(
        lambda cell: gradients.through_time(
            reader.load(COMPARED[cell].model),
            reader.load(COMPARED[cell].model).vocabulary.encode(tokens),
        )
    )


@st.cache_data(max_entries=64, show_spinner=False)
def _of_letters(letters: str, seed: int) -> tuple[dict[str, ThroughTime], float]:
    """The same for the networks of the first-letter task."""
    return _timed(
        lambda cell: gradients.of_first_letter(networks(), cell, seed, memory_task.one_hot(letters))
    )


def _timed(gradients_of: Callable[[str], ThroughTime]) -> tuple[dict[str, ThroughTime], float]:
    gradients.load_torch()
    start = time.perf_counter()
    found = {cell: gradients_of(cell) for cell in COMPARED}
    return found, time.perf_counter() - start


def draw() -> None:
    """What is read, and the gradients."""
    st.markdown(
        "The **loss** at the end says how badly a network answered. To learn from it, the loss has to "
        "reach back to where the answer stood: the stronger the colour, the more of its gradient "
        "arrives at that earlier place."
    )
    if not gradients.has_torch():
        st.info(
            "PyTorch computes these gradients, and this server has none. All other pages work without it; "
            "whoever runs the app adds it with `pip install torch`.",
            icon=":material/extension_off:",
        )
        return
    task = one_of(
        st.segmented_control,
        "What they read",
        (LETTERS, SENTENCE),
        default=LETTERS,
        key="memory-through",
        persist_state="session",
    )
    if task == LETTERS:
        _letters()
    else:
        _sentence()


def _letters() -> None:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    gap = left.slider(
        "Letters between the first one and the question",
        1,
        LIMIT,
        LIMIT,
        key="memory-through-gap",
        persist_state="session",
    )
    seed = one_of(
        right.segmented_control,
        "Which of the trained networks",
        range(networks().seeds),
        default=networks().middle,
        format_func=lambda seed: f"{seed + 1}",
        key="memory-through-network",
        help="The networks of “Memory, measured”: each kind was trained several times, equally large.",
    )
    letters = memory_task.distractors("C", gap, seed=1)
    with st.spinner(f"Sending {len(letters)} losses back through {len(COMPARED)} networks …"):
        found, seconds = _of_letters(letters, seed)
    gradients_through_time([*letters, "?"], found, len(letters), "naming the first letter")
    st.caption(
        f"{len(letters)} losses × {len(COMPARED)} networks, computed in {seconds:.2f} s. "
        f"{HOW.format(piece='letter')}"
    )


def _sentence() -> None:
    choice = reader.choose(pick_model=False, limit=LIMIT)
    long_text.offer()
    tokens = tuple(choice.excerpt.tokens)
    if len(tokens) < 2:
        st.info("Type at least two words: with one, there is nothing to guess yet.")
        return
    says = (
        f"Loading PyTorch, then sending {len(tokens) - 1} losses back through {len(COMPARED)} networks …"
    )
    with st.spinner(says):
        found, seconds = _of_sentence(tokens)
    gradients_through_time(list(tokens), found, len(tokens) - 1)
    st.caption(
        f"{len(tokens) - 1} losses × {len(COMPARED)} networks, computed in {seconds:.2f} s. "
        f"{HOW.format(piece='word')} These are the three networks that read elsewhere on these pages."
    )
