"""Vocabulary and one-hot: which word it is, and nothing else; beside it the same words' embeddings."""

import numpy as np
import streamlit as st

from lstm_viz import lessons
from lstm_viz.figures import matrices, strips
from lstm_viz.inputs.text import Vocabulary, words
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import one_hot as coding
from lstm_viz.nn.embeddings import normalize
from lstm_viz.ui import frame
from lstm_viz.ui.charts import STILL, chart, twin
from lstm_viz.ui.choice import beginning

MOST = 16  # different words shown
UNKNOWN_ROW = "(unknown)"  # stands for all words that are left out


def draw(vectors: WordVectors) -> None:
    page = lessons.load("words")
    st.markdown(
        "A network needs numbers. The simplest: number the words, and give each a **1 in its own "
        "place**."
    )
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    text = left.text_input(
        "Your words",
        page["one_hot"],
        key="one-hot-text",
        persist_state="session",
        help="Some words or a sentence. Its different words make the vocabulary.",
    )
    least = right.slider(
        "Keep words seen at least … times",
        1,
        5,
        1,
        key="one-hot-least",
        persist_state="session",
        help="Real vocabularies leave out rare words: they would need a column each and teach nothing.",
    )
    tokens = [token for token in words(beginning(text, 5000)) if token[0].isalnum()]
    if not tokens:
        st.warning("There is no word yet: type a few.", icon=":material/edit:")
        return
    vocabulary = Vocabulary.build(tokens, min_count=least)
    kept = [token for token in dict.fromkeys(tokens) if token in vocabulary]
    rare = len(set(tokens)) - len(kept)
    if not kept:
        st.warning(
            f"No word occurs {least} times or more, so the vocabulary is empty: lower the cut-off.",
            icon=":material/edit:",
        )
        return
    st.markdown(
        f"**{len(tokens)}** words, **{len(kept)}** different in the vocabulary"
        + (f", **{rare}** left out as too rare: they all share the row “{UNKNOWN_ROW}”" if rare else "")
        + f". One-hot takes V numbers a word, **{len(kept) + (rare > 0)}** here and **{len(vectors):,}** with the "
        f"vocabulary of these "
        f"vectors; an embedding takes E = **{vectors.vectors.shape[1]}**."
    )
    if len(kept) > MOST:
        st.info(f"The first {MOST} different words are shown.")
    shown = [UNKNOWN_ROW] * (rare > 0) + kept[:MOST]
    ones = coding.one_hot(np.arange(len(shown)), len(shown))
    found = {word: own for word in kept[:MOST] if (own := vectors.find(word))}
    known = list(found)
    rows = vectors.vectors[[vectors.index[own] for own in found.values()]]
    _one_hot_side(shown, ones)
    if known:
        _embedding_side(vectors, known, rows)
    missing = [word for word in kept[:MOST] if word not in known]
    if missing:
        listed = frame.escape(", ".join(missing))
        st.caption(f"No embedding, because these vectors do not know the word: {listed}")
    frame.notice(*page["parts"]["one_hot"]["notice"])
    frame.check("words-one_hot", **page["parts"]["one_hot"]["check"])


def _one_hot_side(shown: list[str], ones: np.ndarray) -> None:
    st.header("One-hot", anchor=False)
    left, right = st.columns(2)
    left.markdown("A column for each word: all 0, one 1.")
    chart(
        matrices.one_hot(ones, shown, shown, frame.paper()),
        f"One-hot columns of {', '.join(shown)}: each has its single 1 in its own row.",
        place=left,
        key="one-hot-columns",
        config=STILL,
    )
    gram, apart = coding.gram(ones), coding.distances(ones)
    right.markdown("The dot product of every two words: the **identity matrix**.")
    chart(
        matrices.pairs(gram, shown, 0, 0, frame.paper()),
        "Dot products of all pairs of one-hot vectors: 1 on the diagonal, 0 everywhere else.",
        place=right,
        key="one-hot-gram",
        config=STILL,
    )
    if len(shown) > 1:
        nearest, farthest = np.quantile(apart[~np.eye(len(shown), dtype=bool)], (0, 1))
        right.caption(
            f"Distance of the nearest two words: {nearest:.3f}; of the farthest two: {farthest:.3f}. "
            f"Angle between two: {np.degrees(np.arccos(gram[0, 1])):.0f}°."
        )


def _embedding_side(vectors: WordVectors, known: list[str], rows: np.ndarray) -> None:
    st.header("The same words as embeddings", anchor=False)
    left, right = st.columns(2)
    left.markdown(f"{rows.shape[1]} numbers for each word, all in use (violet above 0, grey below).")
    chart(
        strips.strips(known, rows),
        f"Embeddings of {', '.join(known)} as strips of {rows.shape[1]} coloured cells.",
        place=left,
        key="one-hot-strips",
        config=STILL,
    )
    unit = normalize(rows)
    cosines = coding.gram(unit)
    right.markdown("The **cosine** of every two words: 1 the same direction, 0 unrelated.")
    chart(
        matrices.pairs(cosines, known, -1, 2, frame.paper()),
        "Cosines of all pairs of embeddings: "
        + ", ".join(
            f"{known[i]} and {known[j]} {cosines[i, j]:.2f}" for i in range(len(known)) for j in range(i)
        )[:400],
        place=right,
        key="one-hot-cosines",
        config=STILL,
    )
    numbers = {"word": known, **{f"{k + 1}": rows[:, k] for k in range(rows.shape[1])}}
    twin("The numbers as a table", "one-hot-table", numbers, hide_index=True)
