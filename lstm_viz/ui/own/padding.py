"""Padding: two texts in one batch, and what the pads do to the last state of the shorter one."""

import numpy as np
import streamlit as st

from lstm_viz.figures import padding as figures
from lstm_viz.look.narration import percent, show
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies.padding import Padded, padded
from lstm_viz.ui.charts import plot

from .material import text_box
from .networks import Chosen


def draw(chosen: Chosen) -> None:
    """What padding is; folded away two texts, the batch as it is filled up, both readings of the shorter one."""
    st.header("Two texts in one batch", anchor=False)
    st.markdown(
        "A batch is a rectangle, so the shorter text is filled up with **pads**. A network that isn't told the "
        "lengths reads them like words: its last state is then the state *after the pads*. Given the lengths, "
        "as by `pack_padded_sequence`, it stops at each text's own end."
    )
    folded = st.expander("Try it with two texts", on_change="rerun", key="own-padding")
    if folded.open:  # four readings: made for those who look
        with folded:
            _batch(chosen)


def _batch(chosen: Chosen) -> None:
    left, right = st.columns(2)
    first, second = chosen.example["batch"] if chosen.example else (None, None)
    with left:
        a = text_box(chosen, "First text", "own-batch-a", first or _numbers(chosen, 9))
    with right:
        b = text_box(chosen, "Second text", "own-batch-b", second or _numbers(chosen, 3))
    if a is None or b is None:
        return
    if len(a.x) == len(b.x):
        st.info("Both texts are equally long here, so nothing is filled up. Make one of them shorter.")
        return
    pad = chosen.words.pad if chosen.words else None
    both = padded(chosen.network, [a.x, b.x], pad)
    k = int(len(b.x) < len(a.x))
    read = both[k]
    name = "the network's own pad token" if pad is not None else "x = 0, as `pad_sequence` fills"
    st.code(
        "\n".join(" ".join([*m.tokens, *["·"] * (max(len(a.x), len(b.x)) - len(m.x))]) for m in (a, b))
    )
    pads = len(read.without) - read.length
    st.markdown(
        f"Each · is a pad: {name}. After the {pads} pads the last state of the shorter text has moved by "
        f"**{percent(read.moved)}** of its size. With lengths it stays what it is without a batch."
    )
    plot(
        figures.drift(read.drift),
        "How far the pads move the output, pad by pad; the table holds the numbers.",
        {"pads read": list(range(pads + 1)), "moved, share of |h|": read.drift.tolist()},
        "how far the pads move it",
    )
    if (told := _answers(chosen, read)) is not None:
        st.markdown(told)


def _numbers(chosen: Chosen, T: int) -> str:
    if chosen.words:
        return "The dogs that live near the old house" if T > 5 else "The dogs live"
    return " ".join(str(k % chosen.rows) for k in range(1, T + 1))


def _answers(chosen: Chosen, read: Padded) -> str | None:
    """What the head says at the end in both ways, where it chooses among words or classes."""
    names = chosen.words.tokens if chosen.words else ()
    told = []
    for trace in (read.packed, read.without):
        if trace.scores is None or len(names) != trace.scores.shape[1]:
            return None
        p = softmax(trace.scores[-1:])[0]
        best = np.argsort(-p)[:3]
        told.append(", ".join(f"{show(names[i])} {percent(p[i])}" for i in best))
    return f"What it then expects — with lengths: **{told[0]}**; after the pads: **{told[1]}**."
