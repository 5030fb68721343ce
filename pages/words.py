"""Words as numbers: from the blank in a sentence to one-hot, embeddings, the word map and analogies."""

import streamlit as st

from lstm_viz.ui import frame
from lstm_viz.ui.choice import one_of
from lstm_viz.ui.words import analogies, fill_in, look_up, one_hot, vectors, word_map

frame.head(
    "Words as numbers",
    "Guess the missing word, then see how a network can: it turns every word into a **list of "
    "numbers** in which "
    "words that are used alike come close together.",
)
PARTS = {
    "1 Fill in the blank": fill_in,
    "2 One-hot": one_hot,
    "3 Look-up": look_up,
    "4 Word map": word_map,
    "5 Analogies": analogies,
}
part = one_of(
    st.segmented_control,
    "Part",
    list(PARTS),
    default=next(iter(PARTS)),
    key="part",
    bind="query-params",
    wrap=True,
    label_visibility="collapsed",
)
if PARTS[part] is fill_in:
    fill_in.draw()
else:
    body = st.container()  # the choice of the vectors stands below what it changes
    chosen = vectors.choose()
    with body:
        PARTS[part].draw(chosen)
