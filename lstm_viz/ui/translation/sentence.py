"""The English sentence and both its translations, side by side."""

from dataclasses import dataclass

import streamlit as st

from lstm_viz.inputs.clitics import join_french
from lstm_viz.inputs.text import END, TextError
from lstm_viz.models import translation
from lstm_viz.ui import frame, links
from lstm_viz.ui.choice import one_of, typed

from .translators import BEAMS, KEPT, NAMES, load, translate


@dataclass(frozen=True)
class Translated:
    """A sentence and what both networks made of it."""

    text: str
    beam: int
    results: dict[str, translation.Translation]  # by name of the network


def draw(examples: list[str]) -> Translated:
    """The inputs and both translations."""
    text, beam = _choose(examples)
    results = {name: translate(name, text, beam) for name in NAMES}
    _side_by_side(text, results)
    return Translated(text, beam, results)


def _choose(examples: list[str]) -> tuple[str, int]:
    """Draw the inputs: the English sentence and the width of the beam."""
    links.take(KEPT)
    if "translation-text" not in st.session_state:
        linked = st.query_params.get("text", "")[:2000]
        st.session_state["translation-text"] = linked or examples[0]
        st.session_state["translation-good"] = examples[0]
        st.session_state["translation-example"] = None if linked else examples[0]

    def take_example() -> None:
        if st.session_state["translation-example"]:
            st.session_state["translation-text"] = st.session_state["translation-example"]

    left, right = st.columns([3, 1])
    left.text_input(
        "A short English sentence",
        key="translation-text",
        persist_state="session",
        placeholder="Type a sentence and press Enter",
        on_change=lambda: st.session_state.update({"translation-example": None}),
    )
    beam = one_of(
        right.segmented_control,
        "Beam: beginnings kept at each step",
        BEAMS,
        format_func=lambda width: "1 (greedy)" if width == 1 else str(width),
        key="translation-beam",
        persist_state="session",
        help="A beam of 4 keeps the four likeliest beginnings at every step, and of their ends it takes the "
        "one that copies most of the unknown words, then the likeliest a word. 1 always takes the likeliest "
        "next word.",
    )
    st.pills("Examples", examples, key="translation-example", on_change=take_example, wrap=True)
    text = typed(st.session_state["translation-text"], 5000)
    try:
        load("translation").encode(text)
        st.session_state["translation-good"] = text
    except TextError as problem:
        st.warning(f"{problem} Until then the last sentence stays below.", icon=":material/edit:")
    return st.session_state["translation-good"], beam


def _side_by_side(text: str, found: dict[str, translation.Translation]) -> None:
    """Both translations, with what was copied and what is unknown."""
    st.markdown(f"Translations of **“{frame.escape(text)}”**:")
    for column, (name, result) in zip(st.columns(2), found.items(), strict=True):
        with column.container(border=True):
            st.markdown(f"**{NAMES[name].capitalize()}**")
            st.html(f'<p lang="fr" style="font-size:1.25rem; margin:0">{_underlined(result)}</p>')
            for sentence in copies(result):
                st.caption(sentence)
            facts = load(name).facts
            st.caption(
                f"BLEU on sentences it was not trained on: {float(facts['bleu_beam_4']):.1f} with a beam "
                f"of 4, {float(facts['bleu_greedy']):.1f} greedy"
            )
    unknown = [
        token
        for token, known in zip(
            found["translation"].source_tokens, found["translation"].encoder.known, strict=True
        )
        if not known
    ]
    if unknown:
        st.info(
            f"The network does not know {', '.join(f'“{w}”' for w in dict.fromkeys(unknown))} and "
            f"reads “(rare word)”: such a word it cannot translate, only copy."
        )


def _underlined(result: translation.Translation) -> str:
    """The translation as HTML, its copied words underlined."""
    pairs = zip(result.words, result.copied, strict=True)
    return join_french(
        [_escape(word) if j is None else f"<u>{_escape(word)}</u>" for word, j in pairs if word != END]
    )


def copies(result: translation.Translation) -> list[str]:
    """For each copied word a sentence that says so, and why it was this word."""
    sentences = []
    for t, j in enumerate(result.copied):
        if j is None:
            continue
        word = frame.escape(result.source_tokens[j])
        sentence = f"“{word}” is copied: the network wrote “(rare word)” there"
        if result.attention is None:
            sentences.append(sentence + "; without attention, words are copied in their order.")
        else:
            sentences.append(
                sentence + f", {100 * result.attention[t, j]:.0f} % of its attention on it."
            )
    return sentences


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
