"""Why sequences: a ball, a voice and a sentence, each for a network with a past and one without."""

import numpy as np
import streamlit as st

from lstm_viz.figures import recurrence as figures
from lstm_viz.inputs.sound import RATE, AudioError, check_audible, decode
from lstm_viz.look.narration import show
from lstm_viz.models import ball, waveform
from lstm_viz.ui import frame, reader
from lstm_viz.ui.charts import plot

from . import shuffle
from .components import bouncing_ball

SHUFFLED = 40  # words that are shuffled: a table of one row a word


@st.cache_resource(show_spinner=False)
def _ball() -> ball.Guessers:
    return ball.Guessers.load()


@st.cache_resource(show_spinner=False)
def _voice() -> waveform.Guessers:
    return waveform.Guessers.load()


def draw() -> None:
    """The ball to throw, the measured errors, and the two other kinds of sequences."""
    st.header("Where will the ball be?", anchor=False)
    bouncing_ball(_ball())
    measured = _ball().figures
    rows = {name: [row[-1] for row in measured[name]["error"]] for name in ("feedforward", "recurrent")}
    plot(
        figures.ball_errors(measured),
        "Mean miss twelve frames ahead by frames seen: the feedforward network stays where it is, "
        "the recurrent network gets better after the first frames.",
        {"frames seen": list(range(1, measured["frames"] + 1)), **rows},
        "misses by frames seen",
    )
    st.caption(
        f"Measured on {measured['balls']:,} throws that neither network has seen, {ball.AHEAD} frames "
        "ahead. The feedforward network never gets better: a frame is all it has."
    )
    st.header("Three kinds of sequences, two kinds of networks", anchor=False)
    st.markdown(
        "**Static and independent**: one moment alone. **Ordered and dependent**: what comes next "
        "depends on what came before, and on the order. In each pair both networks are equally large, "
        "apart from the recurrent weights W of the text network."
    )
    for column, (data, moment, order, how, errors) in zip(
        st.columns(3, border=True), _errors(), strict=True
    ):
        column.subheader(data, anchor=False)
        column.markdown(f"One moment: {moment}. In order: **{order}**.")
        for half, (kind, error) in zip(column.columns(2), errors.items(), strict=True):
            half.metric(f"{kind.capitalize()} error", error)
        column.caption(how)
    sound, text = st.columns(2, gap="large")
    with sound:
        _sound()
    with text:
        tokens = _text()
    shuffle.draw(tokens[:SHUFFLED], _ball(), _voice())


def _errors() -> list[tuple[str, str, str, str, dict[str, str]]]:
    """Of each kind of data: its name, one moment and the moments in order, what is measured, and both
    networks' measured errors."""
    rolling, voice = _ball().figures, _voice().figures
    perplexity = [
        float(reader.load(f"everyday-{n}").facts["perplexity"]) for n in ("feedforward", "rnn")
    ]
    kinds = ("feedforward", "recurrent")
    miss = {kind: f"{rolling[kind]['error'][-1][-1]:.2f}" for kind in kinds}
    missed = {kind: f"{100 * voice[kind]['missed'][0]:.0f} %" for kind in kinds}
    torn = {kind: f"{p:.1f}" for kind, p in zip(kinds, perplexity, strict=True)}
    return [
        (
            "Bouncing ball",
            "one place",
            "a path",
            f"Mean miss {ball.AHEAD} frames ahead, after {rolling['frames']} frames; the table is 2 wide.",
            miss,
        ),
        (
            "Sound",
            "one sample",
            "a waveform",
            f"Share of the sound that is missed, one sample ahead, over {voice['recordings']} recordings.",
            missed,
        ),
        (
            "Text",
            "one word",
            "a sentence",
            _terms(),
            torn,
        ),
    ]


def _terms() -> str:
    """What the perplexities are, and on what terms the two networks were trained."""
    networks = [reader.load(f"everyday-{n}") for n in ("feedforward", "rnn")]
    read = [int(network.facts["tokens_read"]) / 1e6 for network in networks]
    unlike = (
        f" In training the feedforward network read {read[0]:.1f} million words, the recurrent one "
        f"{read[1]:.1f} million."
        if read[0] != read[1]
        else f" Both read {read[0]:.1f} million words in training."
    )
    W = networks[1].sizes["H"] ** 2
    return (
        "Perplexity: among how many words it is still torn. Both have "
        f"{networks[0].sizes['H']} units; the recurrent one has {W:,} weights W from step to step more."
        f"{unlike}"
    )


def _sound() -> None:
    st.subheader("Sound: one sample, or a waveform", anchor=False)
    guessers, samples = _voice(), _voice().example
    with st.expander("Use your own voice", on_change="rerun", key="own-voice") as own:
        recording = st.audio_input("Say a word", sample_rate=16000) if own.open else None
    if recording:
        try:
            heard = decode(recording.getvalue()).samples[: 3 * RATE]
            check_audible(heard)
            samples = waveform.level(heard)
        except AudioError as problem:
            st.warning(str(problem), icon=":material/mic:")
    last = len(samples) - 1
    t = st.slider(
        "Listen up to sample", 0, last, min(120, last), help="1 sample is an eighth of a millisecond."
    )
    heard = samples[: t + 1]
    without, within = guessers.feedforward(heard[-1:])[0], guessers.recurrent(heard)[-1]  # each (AHEAD,)
    follows = samples[t + 1 : t + 1 + waveform.AHEAD]
    table = {"sample": list(range(t + 1, t + 1 + len(follows))), "really": follows}
    plot(
        figures.sound(samples, t, within, without),
        "The sound up to the chosen sample, what follows, and what both networks expect to follow.",
        {**table, "feedforward": without[: len(follows)], "recurrent": within[: len(follows)]},
        "what follows in the sound",
    )
    whole = [f"{100 * share:.0f} %" for share in _whole(samples)]
    st.markdown(
        f"One sample ahead, over this whole sound, the feedforward network misses **{whole[0]}** of it, "
        f"the recurrent one **{whole[1]}**. One sample is a single number: it does not even say whether "
        "the sound goes up or down."
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _whole(samples: np.ndarray) -> list[float]:
    """Share of a sound that the feedforward and the recurrent network miss, one sample ahead."""
    guesses = (_voice().feedforward(samples), _voice().recurrent(samples))
    return [float(waveform.missed(guess, samples)[0]) for guess in guesses]


def _text() -> tuple[str, ...]:
    """What both networks expect after the reader's text; its tokens."""
    st.subheader("Text: one word, or a sentence", anchor=False)
    choice = reader.choose(pick_model=False)
    tokens = tuple(choice.excerpt.tokens)
    columns = {}
    for name, title in (
        ("feedforward", f"sees “{frame.escape(show(tokens[-1]))}” only"),
        ("rnn", "has read the whole text"),
    ):
        model = reader.load(f"everyday-{name}")
        best = model.predict(reader.trace(f"everyday-{name}", tokens), k=5)
        columns[title] = [f"{frame.escape(show(token))} ({100 * p:.0f} %)" for token, p in best]
    st.markdown("What comes next?")
    st.table({"rank": ["1", "2", "3", "4", "5"], **columns})
    st.caption(
        "Left the feedforward network, right the recurrent one. Every text that ends in "
        f"“{frame.escape(show(tokens[-1]))}” is the same to the left one."
    )
    return tokens
