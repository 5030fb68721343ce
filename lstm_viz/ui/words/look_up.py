"""Embedding look-up is a matrix product: one-hot × matrix = a row."""

import numpy as np
import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser.packing import encode
from lstm_viz.figures.strips import POSITIVE
from lstm_viz.inputs.text import words
from lstm_viz.look.roles import NEGATIVE, full_colour
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import one_hot as coding
from lstm_viz.ui import frame
from lstm_viz.ui.charts import twin
from lstm_viz.ui.choice import beginning, one_of
from lstm_viz.ui.component import component

MOST, COLUMNS = 8, 6
_picture = component(
    "words_look_up",
    "lab/look_up.js",
    "lab/shared.css lab/look_up.css",
    '<div class="look_up lab"></div>\n',
)


def draw(vectors: WordVectors) -> None:
    page = lessons.load("words")
    st.markdown(
        "How does a word become its embedding? **One-hot times the embedding matrix** picks a row."
    )
    left, right = st.columns(2)
    text = left.text_input(
        "Words of a small vocabulary",
        page["one_hot"],
        key="look-up-text",
        persist_state="session",
    )
    found = [
        vectors.find(token)
        for token in dict.fromkeys(words(beginning(text, 2000)))
        if token[0].isalnum()
    ]
    known = list(dict.fromkeys(word for word in found if word))[:MOST]
    if not known:
        st.warning(
            "None of these words has a vector here: type some everyday words.", icon=":material/edit:"
        )
        return
    if None in found or len(set(found)) > MOST:
        st.caption(f"Shown are the first {MOST} words that have a vector: {', '.join(known)}.")
    chosen = one_of(
        right.segmented_control,
        "Look up",
        known,
        default=known[0],
        wrap=True,
        key="look-up-word",
        persist_state="session",
    )
    row = coding.one_hot(np.array([known.index(chosen)]), len(known))  # (1, V)
    matrix = vectors.vectors[[vectors.index[word] for word in known]]  # (V, E)
    product = row @ matrix  # (1, E)
    _picture(
        key="look-up-picture",
        data={
            "words": known,
            "chosen": known.index(chosen),
            "matrix": encode(matrix[:, :COLUMNS]),
            "product": encode(product[:, :COLUMNS]),
            "E": matrix.shape[1],
            "largest": full_colour(matrix),
            "colours": {"positive": POSITIVE, "negative": NEGATIVE},
        },
    )
    V, E = len(known), matrix.shape[1]
    terms = " + ".join(
        f"{int(one)}·({value:.2f})" for one, value in zip(row[0], matrix[:, 0], strict=True)
    )
    st.markdown(
        f"First number, all terms: {terms.replace('-', '−')} = **{product[0, 0]:.2f}**".replace("-", "−")
        + f". Largest difference between the product and the row that is looked up, over all {E} "
        f"numbers: "
        f"**{np.abs(product[0] - matrix[known.index(chosen)]).max():.1g}**."
    )
    st.markdown(
        rf"$\underset{{1\times{V}}}{{x}}\;\cdot\;\underset{{{V}\times{E}}}{{W_{{in}}}}\;=\;\underset{{1\times{E}}}{{e}}$"
    )
    numbers = {"word": known, **{f"{k + 1}": matrix[:, k] for k in range(E)}}
    twin("The numbers as a table", "look-up-table", numbers, hide_index=True)
    frame.notice(*page["parts"]["look_up"]["notice"])
    frame.check("words-look_up", **page["parts"]["look_up"]["check"])
