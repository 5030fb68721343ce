"""Backpropagation through time on the reader's sentence, for three networks side by side."""

import time

import streamlit as st

from lstm_viz.look.kinds import KINDS
from lstm_viz.nn import gradients
from lstm_viz.ui import long_text, reader

from .components import gradients_through_time

LIMIT = 60  # words


@st.cache_data(max_entries=64, show_spinner=False)
def _gradients(tokens: tuple[str, ...]):
    """The gradients of every network, and the seconds that they took."""
    gradients.load_torch()
    start = time.perf_counter()
    found = {}
    for cell, kind in KINDS.items():
        model = reader.load(kind.model)
        found[cell] = gradients.through_time(model, model.vocabulary.encode(tokens))
    return found, time.perf_counter() - start


def draw():
    """Text box, what is shown, and the gradients."""
    choice = reader.choose(pick_model=False, limit=LIMIT)
    long_text.offer()
    tokens = tuple(choice.excerpt.tokens)
    st.markdown(
        "Each network guesses every word from those before it. The **loss** at a word is how badly "
        "it guessed. To learn from it, the loss has to reach back: the stronger the colour, the more "
        "of its gradient arrives at that earlier word. **Point at a word.**"
    )
    place = st.container()
    st.caption(
        "Strength of colour is logarithmic: four powers of ten from full to none. The loss is −log p "
        "of the word (natural logarithm, so in nats). PyTorch computes the gradients, backwards through "
        "every step, of the same three networks that read elsewhere on these pages."
    )
    if len(tokens) < 2:
        place.info("Type at least two words: with one, there is nothing to guess yet.")
        return
    says = f"Loading PyTorch, then sending {len(tokens) - 1} losses back through {len(KINDS)} networks …"
    with place, st.spinner(says):
        found, seconds = _gradients(tokens)
    with place:
        gradients_through_time(tokens, found, len(tokens) - 1)
    st.caption(f"{len(tokens) - 1} losses × {len(KINDS)} networks, computed in {seconds:.2f} s.")
