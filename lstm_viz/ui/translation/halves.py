"""Inside one of the networks: where its decoder looks, how words were chosen, its halves step by step."""

from typing import Any

import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.figures.translation import attention_map, search_tree
from lstm_viz.look.narration import show
from lstm_viz.models import translation
from lstm_viz.ui import address, frame, links, stepping
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of

from .sentence import Translated
from .translators import KEPT, NAMES, PARTS, load


def draw(translated: Translated) -> None:
    """The choice of the network and of its half, and all that is seen in them."""
    name, part = _choose()
    result = translated.results[name]
    left, right = st.columns(2)
    with left:
        st.header("Where the decoder looks", anchor=False)
        _attention(result, part)
    with right:
        st.header("How the words were chosen", anchor=False)
        _search(result, translated.beam)
    st.header("Step by step", anchor=False)
    _step(name, part, result, translated.text)
    stepping.heat_maps(getattr(result, part), f"translation-{part}")


def _choose() -> tuple[str, str]:
    """Draw the choice of the network and of its half to look into."""
    left, right = st.columns(2)
    name = one_of(
        left.segmented_control,
        "Look into the network", list(NAMES), format_func=NAMES.get,
        key="translation-shown", persist_state="session",
    )  # fmt: skip
    part = one_of(
        right.segmented_control,
        "Step through",
        list(PARTS),
        format_func=PARTS.get,
        key="translation-part",
        persist_state="session",
    )
    return name, part


def _attention(result: translation.Translation, part: str) -> None:
    """The attention map; its column follows the decoder's stepper."""
    if result.attention is None:
        st.markdown(
            "This network has no attention: it cannot look back. All it knows of the sentence is the "
            "encoder's last state. Choose the one **with attention** to see the difference."
        )
        return
    st.markdown(
        "Each column is one French word; the deeper the violet, the more the decoder looked at that "
        "English word."
    )
    chart(attention_map(result, frame.paper()), "Attention: " + "; ".join(
            f"for {said} most on {result.source_tokens[int(row.argmax())]}, {100 * row.max():.0f} %"
            for said, row in zip(result.words, result.attention, strict=True)
        ), key="translation-decoder-chart-attention" if part == "decoder" else "translation-attention")  # fmt: skip
    rows = {
        f"{t}. {said}": row.tolist()
        for t, (said, row) in enumerate(zip(result.words, result.attention, strict=True), 1)
    }
    twin(
        "The attention as a table",
        "translation-attention-table",
        {"English": result.source_tokens, **rows},
        alt="Attention weights, English by French words",
    )


def _search(result: translation.Translation, beam: int) -> None:
    """What the search considered at each step."""
    st.markdown(
        "Step after step from left to right, the likeliest beginning on top. Filled circles are the "
        "translation, open circles were kept for a while, crosses were left out. "
        + (
            "A beam of 1 is **greedy**: it takes the likeliest word and can never take it back."
            if beam == 1
            else f"A beam of {beam} keeps the {beam} likeliest beginnings at every step, so that a word that "
            "looked worse at first may still win; choose 1 above to see the greedy choice."
        )
    )
    chart(
        search_tree(result),
        f"Search tree with a beam of {beam}; the table below lists what was considered.",
        key="translation-search",
    )
    rows = [
        {
            "step": t,
            "beginning": " ".join(map(show, h.tokens)),
            "log probability": h.log_probability,
            "kept": h.kept,
        }
        for t, step in enumerate(result.steps, 1)
        for h in step
    ]
    twin(
        "The search as a table",
        "translation-search-table",
        rows,
        alt="Beginnings considered at each step of the search",
    )


def _step(name: str, part: str, result: translation.Translation, text: str) -> None:
    """The stepper over the encoder or the decoder; the decoder's with its next French words."""
    model = load(name)
    key = f"translation-{part}"
    more: dict[str, Any] = {}
    if part == "encoder":
        more["marks"] = stage.unknown_words(model.source, result.encoder)
    else:
        more["next"] = stage.readout(
            result.scores,
            model.target.tokens,
            "Which French word comes next?",
            "After what it has written so far, and the sentence it has read. The decoder reads its own "
            "last word. “(rare word)” is written only to copy an English word that the network does not know: "
            "where the sentence has none, the search never chooses it, however likely.",
            never=model.silent(result.encoder),
        )
    trace = getattr(result, part)
    told = {choice.name: str(st.session_state[choice.key]) for choice in KEPT}
    start = 0 if part == "decoder" else len(trace) - 1
    if all(st.query_params.get(name) == value for name, value in told.items()):  # the link's own view
        start = min(max(address.number("t", start + 1) - 1, 0), len(trace) - 1)
    share = {"text": text[: links.LONGEST], **told}
    stepping.step(trace, key, model=name, share=share, start=start, **more)
