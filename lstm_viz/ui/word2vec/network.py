"""word2vec on a short text: its inputs, and the network that is stepped in the browser."""

from typing import Any

import streamlit as st

from lstm_viz.browser.word2vec import payload
from lstm_viz.inputs.text import TextError
from lstm_viz.nn.word2vec import FLAVOURS
from lstm_viz.ui import frame, links
from lstm_viz.ui.choice import one_of, typed

from . import components

SIDES = {"both": "both sides", "left": "left side only"}
BOTH = "both"  # flavours side by side
SHOWN = {**FLAVOURS, BOTH: "both, side by side"}
_INS = {
    "cbow": "**CBOW** (continuous bag of words): the words around go in, the missing word comes out.",
    "skip-gram": "**Skip-gram**: one word goes in, each of the words around it should come out.",
}


@st.cache_data(max_entries=64, show_spinner=False)
def _recording(tokens: tuple[str, ...], flavour: str, **settings: Any) -> dict:
    return payload.network(list(tokens), flavour, **settings)


def kept(default: str) -> list[links.Kept]:
    """What is chosen here, for the page's link."""
    return [
        links.Kept("text", "w2v-text", default, links.text),
        links.Kept("flavour", "w2v-flavour", "cbow", links.one(SHOWN)),
        links.Kept("window", "w2v-window", 2, links.number(1, 4)),
        links.Kept("sides", "w2v-sides", "both", links.one(SIDES)),
        links.Kept("size", "w2v-size", 4, links.number(2, 6)),
        links.Kept("rate", "w2v-rate", 0.2, links.number(0.05, 0.6)),
        links.Kept("seed", "w2v-seed", 0, links.number(0, 9999)),
    ]


def draw() -> None:
    """Text, window and flavour, then the stepped network."""
    st.text_input(
        "Text to learn from",
        key="w2v-text",
        persist_state="session",
        help="A sentence or two. The network learns from these words alone, again and again.",
    )
    left, middle, right = st.columns([3, 3, 3])
    flavour = one_of(
        left.segmented_control,
        "Flavour",
        list(SHOWN),
        format_func=SHOWN.get,
        wrap=True,
        key="w2v-flavour",
        persist_state="session",
    )
    window = middle.slider(
        "Window: words on each side",
        1,
        4,
        key="w2v-window",
        persist_state="session",
        help="How far the window reaches around a word.",
    )
    sides = one_of(
        right.segmented_control,
        "Context from",
        list(SIDES),
        format_func=SIDES.get,
        wrap=True,
        key="w2v-sides",
        persist_state="session",
        help="word2vec looks to both sides. Lecture slides often show the left side only, as a "
        "network that "
        "guesses the next word would.",
    )
    more = st.expander("Size, learning rate, seed", key="w2v-more")
    first, second, third = more.columns(3)
    E = first.slider("Hidden size E: numbers a word", 2, 6, key="w2v-size", persist_state="session")
    rate = second.slider(
        "Learning rate of the network", 0.05, 0.6, step=0.05, key="w2v-rate", persist_state="session"
    )
    seed = third.number_input(
        "Seed of the network",
        0,
        9999,
        key="w2v-seed",
        persist_state="session",
        help="Another seed starts from other random numbers.",
    )
    flavours = list(FLAVOURS) if flavour == BOTH else [flavour]
    settings = {"window": window, "sides": sides, "E": E, "rate": rate, "seed": int(seed)}
    try:
        text = typed(st.session_state["w2v-text"], 100_000)
        tokens, total = payload.short_text(text)
        of = tuple(payload.sentences(text)[: len(tokens)])
        for name in flavours:  # all of them, before any is drawn
            _recording(tuple(tokens), name, sentences=of, **settings)
        st.session_state["w2v-last"] = (tokens, of)
    except (TextError, ValueError) as problem:
        st.warning(str(problem), icon=":material/edit:")
        if "w2v-last" not in st.session_state:
            return
        tokens, of = st.session_state["w2v-last"]
        total = 0
        read = frame.escape(" ".join(tokens[:8]))
        st.caption(f"Until then the network below learns from your last text: “{read} …”")
    if total > len(tokens):
        st.info(
            f"Your text has {total:,} words. The picture takes the first {len(tokens)} of them "
            f"(at most {payload.MOST_TOKENS}, and {payload.MOST_WORDS} different ones)."
        )
    columns = st.columns(2) if flavour == BOTH else [st.container()]
    for name, column in zip(flavours, columns, strict=True):
        with column:
            st.markdown(_INS[name])
            data = _recording(tuple(tokens), name, sentences=of, **settings)
            components.network(key=f"w2v-network-{name}", data=data)
