"""The properties of recurrent networks: each claim beside its measurement."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.figures import recurrence as figures
from lstm_viz.inputs.text import join, words
from lstm_viz.look.narration import places, signed
from lstm_viz.models.cells import COMPARED
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn import counts, gradients
from lstm_viz.studies import properties
from lstm_viz.ui import frame, long_text, menu, reader
from lstm_viz.ui.charts import plot
from lstm_viz.ui.choice import one_of

LIMIT = 60  # words
FAR, OWN = "one that decides far back", "your text"
LONG = "a sentence of 50 words"
FAR_TEXT, FAR_WORD = "The grandfather who lives near the old house by the river lost", "grandfather"
LENGTHS = (1, 10, 25, 50, 100, 200, 400, 800)


@st.cache_data(max_entries=64, show_spinner="Reading texts of up to 800 words, with a clock …")
def _clock(words: int) -> tuple[list[int], list[float], list[float]]:
    """Lengths, one of them `words`, and the seconds of both ways to read them: one measurement for all."""
    lengths = sorted({*LENGTHS, words})
    return lengths, *properties.seconds(reader.load("everyday-rnn").parameters, lengths)


@st.cache_data(max_entries=64, show_spinner=False)
def _influence(tokens: tuple[str, ...]) -> np.ndarray:
    return properties.influence(reader.load("everyday-rnn"), list(tokens))


@st.cache_data(max_entries=64, show_spinner=False)
def _fading(tokens: tuple[str, ...], word: int) -> dict[str, np.ndarray]:
    models = {cell: reader.load(kind.model) for cell, kind in COMPARED.items()}
    return {cell: properties.fading(model, list(tokens), word) for cell, model in models.items()}


def draw() -> None:
    """Text box, then four advantages and four drawbacks."""
    choice = reader.choose(pick_model=False, limit=LIMIT)
    long_text.offer()
    tokens = tuple(choice.excerpt.tokens)
    model = reader.load("everyday-rnn")
    st.header("What speaks for it", anchor=False)
    _any_length(tokens)
    _constant_size(model)
    _history(tokens)
    _shared(model, tokens)
    st.header("What speaks against it", anchor=False)
    _slow(tokens)
    _far_past(tokens)
    _no_future(model, tokens)
    _vanishing(model, tokens)


def _row(sign: str, title: str, text: str) -> DeltaGenerator:
    """A claim on the left; returns the place for its measurement."""
    left, right = st.container(border=True).columns([2, 3], gap="large", vertical_alignment="center")
    left.markdown(f"**{sign} {title}**\n\n{text}")
    return right


def _any_length(tokens: tuple[str, ...]) -> None:
    lengths, stepwise, _ = _clock(len(tokens))
    times = {T: stepwise[lengths.index(T)] for T in (len(tokens), LENGTHS[-1])}
    text = "The same network reads one word or eight hundred: it just steps more often."
    with _row("+", "Any length", text):
        for (T, took), column in zip(times.items(), st.columns(2), strict=False):
            column.metric(f"{T} words" if T > 1 else "1 word", f"{1000 * took:.2f} ms")
        st.caption("Time for the recurrent steps of `everyday-rnn`, measured on this server.")


def _constant_size(model: LanguageModel) -> None:
    E, H = model.sizes["E"], model.sizes["H"]
    with _row(
        "+",
        "Constant size",
        "U, W and b do not grow with the text. A feedforward layer that gets all words "
        "at once needs new weights for each further word.",
    ):
        lengths = list(range(1, 41))
        recurrent = [counts.recurrent_count(E, H)] * len(lengths)
        feedforward = [counts.feedforward_count(E, H, T) for T in lengths]
        plot(
            figures.parameters(lengths, recurrent, feedforward),
            f"Trainable numbers by length: {counts.recurrent_count(E, H):,} for the recurrent "
            f"layer at any length; {counts.feedforward_count(E, H, 40):,} for a feedforward layer "
            "that reads 40 words.",
            {"words": lengths, "recurrent": recurrent, "feedforward": feedforward},
            "size by length",
        )


def _history(tokens: tuple[str, ...]) -> None:
    bits = _influence(tokens)
    with _row(
        "+",
        "The past counts",
        "Each word is replaced by an unknown word in turn. How much does that change "
        "what the network expects after the last word?",
    ):
        plot(
            figures.influence(list(tokens), bits),
            "Change of the last prediction by replaced word.",
            {"word": list(tokens), "change in bits": bits},
            "what each word changes",
        )


def _shared(model: LanguageModel, tokens: tuple[str, ...]) -> None:
    word, first, again, of_u, of_h = properties.same_word(model, list(tokens))
    with _row(
        "+",
        "Shared weights",
        "What is learned about a word at one place holds at every place: the same U, W "
        "and V work at every step.",
    ):
        left, right = st.columns(2)
        left.metric(f"U·x of “{word}”, word {first + 1} against word {again + 1}", f"{of_u:.6f}")
        right.metric("The hidden state then", f"{of_h:.2f}")
        st.caption(
            "Largest difference of any unit. The word says the same both times; the state differs, "
            "because it also holds what was read before."
            + (" (Your first word is read once more at the end.)" if again == len(tokens) else "")
        )


def _slow(tokens: tuple[str, ...]) -> None:
    lengths, stepwise, at_once = _clock(len(tokens))
    with _row(
        "−",
        "Slow",
        "Step t has to wait for step t − 1. A feedforward layer of the same size does all words "
        "in one matrix product.",
    ):
        plot(
            figures.seconds(lengths, stepwise, at_once),
            f"Milliseconds by number of words: {1000 * stepwise[-1]:.1f} ms step by step and "
            f"{1000 * at_once[-1]:.1f} ms at once for {LENGTHS[-1]} words.",
            {
                "words": lengths,
                "one after the other, ms": [1000 * s for s in stepwise],
                "all at once, ms": [1000 * s for s in at_once],
            },
            "time by length",
        )
        st.caption(
            f"{stepwise[-1] / at_once[-1]:.0f} times as long for {LENGTHS[-1]} words, measured on "
            "this server."
        )


def _far_past(own: tuple[str, ...]) -> None:
    with _row(
        "−",
        "The far past is hard to reach",
        "Whether *his* or *her* comes is decided by a word far back. If the network had not read it, how "
        "much would it expect something else, one, two, three … words later? Where that is near 0, the "
        "word is forgotten.",
    ):
        which = one_of(
            st.segmented_control,
            "Sentence",
            (FAR, OWN),
            default=FAR,
            key="far-past",
            persist_state="session",
            wrap=True,
        )
        tokens = tuple(words(FAR_TEXT)) if which == FAR else own
        st.markdown(f"“{frame.escape(join(list(tokens), 'words'))} …”")
        names = [f"{t}. {token}" for t, token in enumerate(tokens, 1)]
        decides = tokens.index(FAR_WORD) if which == FAR else min(2, len(tokens) - 1)
        word = st.selectbox("Word", range(len(tokens)), decides, format_func=names.__getitem__)
        bits = _fading(tokens, word)
        after = {COMPARED[cell].title: values for cell, values in bits.items()}
        plot(
            figures.fading(list(tokens[word:]), bits),
            f"Change of the prediction by words since “{tokens[word]}”, for plain RNN, LSTM and GRU.",
            {"after": list(tokens[word:]), **after},
            "how a word fades",
        )
        last = ", ".join(
            f"{name} {signed(values[-1], places(values[-1]))}" for name, values in after.items()
        )
        st.caption(f"After the last word, {len(tokens) - 1 - word} words later, in bits: {last}.")


def _no_future(model: LanguageModel, tokens: tuple[str, ...]) -> None:
    with _row(
        "−",
        "No future",
        "It reads from left to right. Whatever follows changes nothing at the words before: "
        "here the second half of your text is read backwards.",
    ):
        middle = (len(tokens) - 1) // 2
        if len(tokens) - middle < 3:
            st.info("Type at least four words to see this.")
            return
        past, future = properties.change_before(model, list(tokens), middle)
        left, right = st.columns(2)
        left.metric(f"Change up to “{tokens[middle]}”", f"{past:.6f}")
        right.metric("Change after it", f"{future:.2f}")
        st.caption("Largest change of any unit's state.")


def _vanishing(model: LanguageModel, own: tuple[str, ...]) -> None:
    with _row(
        "−",
        "Vanishing gradient",
        "How much can a nudge of the state at each word still move the last state? That is "
        "$\\lVert\\partial h_T/\\partial h_t\\rVert$: the change of the last state, $h_T$, for a tiny change "
        "of the state at word t, $h_t$, in the direction where it is largest. Each step back "
        "multiplies by W and by a slope of tanh. Over a few words that may even grow; over 50 it vanishes.",
    ):
        which = one_of(
            st.segmented_control,
            "Text",
            (LONG, OWN),
            default=LONG,
            key="vanishing",
            persist_state="session",
            wrap=True,
        )
        tokens = tuple(words(long_text.TEXT)) if which == LONG else own
        states = reader.trace("everyday-rnn", tokens).hidden_state
        norms = gradients.reach(model.parameters.W[:, : model.sizes["H"]], states)
        plot(
            figures.reach(list(tokens), norms),
            "Norm of the derivative of the last state by the state at each word: 1 at the last, "
            f"{norms[0]:.2e} at the first.",
            {"word": list(tokens), "norm": norms},
            "how far a nudge reaches",
        )
        st.caption(
            f"A nudge at the first word moves the last state at most {norms[0]:.2g} times as much, "
            f"{len(tokens) - 1} words later."
        )
        menu.link("memory", "Why gradients vanish, and what it costs")
