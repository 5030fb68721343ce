"""What the translation page shows: both translators side by side, their steps, attention and search."""

import json
from typing import Any

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.figures.translation import attention_map, bleu_by_length, search_tree
from lstm_viz.inputs.clitics import join_french
from lstm_viz.inputs.text import END, TextError
from lstm_viz.look.narration import show
from lstm_viz.models import translation
from lstm_viz.models.checkpoints import shipped
from lstm_viz.ui import address, frame, links, stepping
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of, typed

NAMES = {"translation": "with attention", "translation-plain": "without attention"}
PARTS = {"decoder": "decoder (French)", "encoder": "encoder (English)"}
BEAMS = (1, 2, 4, 6)
KEPT = [
    links.Kept("beam", "translation-beam", translation.BEAM, links.one(BEAMS)),
    links.Kept("network", "translation-shown", "translation", links.one(NAMES)),
    links.Kept("part", "translation-part", "decoder", links.one(PARTS)),
]


@st.cache_resource(max_entries=2, show_spinner=False)
def load(name: str) -> translation.Translator:
    """A shipped translator, loaded once for all visitors."""
    return translation.Translator.load(shipped(name))


@st.cache_data(max_entries=128, show_spinner=False)
def translate(name: str, text: str, beam: int) -> translation.Translation:
    """A translation with everything computed on the way."""
    return load(name).translate(text, beam)


def choose(examples: list[str]) -> tuple[str, int]:
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


def results(text: str, beam: int) -> dict[str, translation.Translation]:
    """Both translations, drawn side by side."""
    found = {name: translate(name, text, beam) for name in NAMES}
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
    return found


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


def step(name: str, part: str, result: translation.Translation, text: str) -> None:
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


def choose_part() -> tuple[str, str]:
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


def attention(result: translation.Translation, part: str) -> None:
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


def search(result: translation.Translation, beam: int) -> None:
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


@st.cache_data(show_spinner=False)
def kept() -> list[dict]:
    """Sentences with names and numbers, and whether `translation` keeps these."""
    rows = []
    for sentence in lessons.load("kept"):
        result = load("translation").translate(sentence["text"])
        rows.append(
            {
                "English": sentence["text"],
                "French": result.text,
                "kept": set(sentence["kept"]) <= set(result.words),
            }
        )
    return rows


def names_and_numbers() -> None:
    """How often names and numbers survive."""
    rows = kept()
    st.markdown(
        f"**{sum(row['kept'] for row in rows)} of {len(rows)}** sentences with names and numbers keep all of "
        "them, because the network copies a word that it does not know. Computed now, with a beam of "
        f"{translation.BEAM}, by the network with attention."
    )
    twin(
        "Every one of these sentences",
        "translation-kept",
        rows,
        alt="English, French, and whether names and numbers were kept",
    )


def by_length() -> None:
    """BLEU of both models, and over the length of the sentence."""
    measured = {name: load(name).facts for name in NAMES}
    st.markdown(
        "BLEU compares with human translations, from 0 to 100, higher is better. Here on "
        f"{int(measured['translation']['held_out']):,} sentences that were set aside before the "
        f"training: "
        + ", ".join(
            f"**{NAMES[name]} {float(facts['bleu_beam_4']):.1f}** (greedy: "
            f"{float(facts['bleu_greedy']):.1f})"
            for name, facts in measured.items()
        )
        + ". All with a beam of 4, as above."
    )
    groups = {NAMES[name]: json.loads(load(name).facts["bleu_by_length"]) for name in NAMES}
    chart(bleu_by_length(groups), "BLEU by length of the sentence. " + "; ".join(
            f"{name}: " + ", ".join(f"{length} words {group['bleu']}" for length, group in by.items())
            for name, by in groups.items()
        ), key="translation-bleu")  # fmt: skip
