"""word2vec on a short text: its inputs, and the network that is stepped in the browser."""

from typing import Any

import streamlit as st

from lstm_viz.browser.word2vec import payload
from lstm_viz.inputs.text import TextError
from lstm_viz.nn.word2vec import FLAVOURS
from lstm_viz.ui import frame
from lstm_viz.ui.choice import one_of, typed

from . import components

SIDES = {"both": "both sides", "left": "left side only"}
_INS = {
    "cbow": "**CBOW** (continuous bag of words): the words around go in, the missing word comes out.",
    "skip-gram": "**Skip-gram**: one word goes in, each of the words around it should come out.",
}


@st.cache_data(max_entries=64, show_spinner=False)
def _recording(tokens: tuple[str, ...], flavour: str, **settings: Any) -> dict:
    return payload.network(list(tokens), flavour, **settings)


def draw(default: str) -> None:
    """Text, window and flavour, then the stepped network."""
    st.session_state.setdefault("w2v-text", default)
    st.text_input(
        "Text to learn from",
        key="w2v-text",
        max_chars=2000,
        persist_state="session",
        help="A sentence or two. The network learns from these words alone, again and again.",
    )
    left, middle, right = st.columns([3, 3, 3])
    flavour = one_of(
        left.segmented_control,
        "Flavour",
        list(FLAVOURS),
        default="cbow",
        format_func=FLAVOURS.get,
        wrap=True,
        key="w2v-flavour",
        persist_state="session",
    )
    window = middle.slider(
        "Window: words on each side",
        1,
        4,
        2,
        key="w2v-window",
        persist_state="session",
        help="How far the window reaches around a word.",
    )
    sides = one_of(
        right.segmented_control,
        "Context from",
        list(SIDES),
        default="both",
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
    E = first.slider("Hidden size E: numbers a word", 2, 6, 4, key="w2v-size", persist_state="session")
    rate = second.slider(
        "Learning rate of the network", 0.05, 0.6, 0.2, 0.05, key="w2v-rate", persist_state="session"
    )
    seed = third.number_input(
        "Seed of the network",
        0,
        9999,
        0,
        key="w2v-seed",
        persist_state="session",
        help="Another seed starts from other random numbers.",
    )
    st.markdown(_INS[flavour])
    try:
        text = typed(st.session_state["w2v-text"], 100_000)
        tokens, total = payload.short_text(text)
        of = tuple(payload.sentences(text)[: len(tokens)])
        data = _recording(
            tuple(tokens),
            flavour,
            window=window,
            sides=sides,
            E=E,
            rate=rate,
            seed=int(seed),
            sentences=of,
        )
        st.session_state["w2v-last"] = data
    except (TextError, ValueError) as problem:
        st.warning(str(problem), icon=":material/edit:")
        data = st.session_state.get("w2v-last")
        if data is None:
            return
        read = frame.escape(" ".join(data["tokens"][:8]))
        st.caption(f"Until then the network below learns from your last text: “{read} …”")
        tokens, total = data["tokens"], 0
    if total > len(tokens):
        st.info(
            f"Your text has {total:,} words. The picture takes the first {len(tokens)} of them "
            f"(at most {payload.MOST_TOKENS}, and {payload.MOST_WORDS} different ones)."
        )
    components.network(key="w2v-network", data=data)
