"""What feedforward networks have in common: shuffle the moments, and each answer stays as it was."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from lstm_viz.look.narration import show
from lstm_viz.models import ball, waveform
from lstm_viz.nn.softmax import softmax
from lstm_viz.studies import shuffled
from lstm_viz.ui import frame, reader

SAMPLES = 200  # of the voice
PLACE, VELOCITY, FRAMES = np.array([-0.6, -0.4]), np.array([0.07, 0.05]), 24  # of the ball
NETWORKS = ("feedforward", "rnn")


def draw(tokens: tuple[str, ...], rolling: ball.Guessers, voice: waveform.Guessers) -> None:
    """The three words, a button that shuffles, and what changed for each kind of data.

    Args:
        rolling, voice: the `Guessers` of the ball and of the sound.
    """
    st.header("What feedforward networks have in common", anchor=False)
    st.markdown(
        "**Non-sequential**: the order of what they are given means nothing to them. **Static**: they keep "
        "nothing, so the same input always gets the same answer. **Independent**: the answer to one moment "
        "depends on no other. Shuffle words, frames or samples: each takes its feedforward guess along, "
        "unchanged. Each recurrent guess depends on what came before, and changes."
    )
    seed = st.session_state.setdefault("shuffle-seed", 1)
    if st.button("Shuffle again", icon=":material/shuffle:"):
        seed = st.session_state["shuffle-seed"] = seed + 1
    words = {name: _next_words(name) for name in NETWORKS}
    kinds = {
        "words": (np.array(tokens), words["feedforward"], words["rnn"], "probability of any next word"),
        "frames": (
            ball.path(PLACE, VELOCITY, FRAMES),
            _flat(rolling.feedforward),
            _flat(rolling.recurrent),
            "lengths",
        ),
        "samples": (
            voice.example[:SAMPLES],
            voice.feedforward,
            voice.recurrent,
            "air pressure, rms = 1",
        ),
    }
    for column, (kind, (x, without, within, unit)) in zip(
        st.columns(len(kinds), border=True), kinds.items(), strict=True
    ):
        order = shuffled.shuffle(len(x), seed)
        column.markdown(f"**{len(x)} {kind} shuffled**")
        for half, (name, answers) in zip(
            column.columns(2), (("Feedforward", without), ("Recurrent", within)), strict=True
        ):
            change = np.abs(shuffled.after(answers, x, order) - answers(x)).max()
            half.metric(
                f"{name} guesses change by", f"{change:.4f}" if change < 0.005 else f"{change:.2f}"
            )
        column.caption(f"Largest change of any guess ({unit}).")
    order = shuffled.shuffle(len(tokens), seed)
    st.markdown(f"Your text, shuffled: “{frame.escape(' '.join(show(tokens[k]) for k in order))}”")
    table = {"word": [frame.escape(show(token)) for token in tokens]}
    for name, title in zip(NETWORKS, ("feedforward", "recurrent"), strict=True):
        x = np.array(tokens)
        table[f"{title}, in order"] = _likeliest(words[name](x), name)
        table[f"{title}, shuffled"] = _likeliest(shuffled.after(words[name], x, order), name)
    st.dataframe(
        table, hide_index=True, alt="The likeliest next word after each word, in order and shuffled"
    )
    st.caption("The likeliest next word after each word of your text, with its probability.")


def _next_words(name: str) -> Callable[[np.ndarray], np.ndarray]:
    """A language model as tokens (T,) → probabilities of every next token (T, V)."""
    model = reader.load(f"everyday-{name}")
    return lambda tokens: softmax(
        model.scores(reader.trace(f"everyday-{name}", tuple(tokens.tolist())).hidden_state)
    )


def _flat(guess: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """Guesses of places (T, AHEAD, 2) as (T, 2 AHEAD)."""
    return lambda places: guess(places).reshape(len(places), -1)


def _likeliest(p: np.ndarray, name: str) -> list[str]:
    vocabulary = reader.load(f"everyday-{name}").vocabulary.tokens
    return [
        f"{frame.escape(show(vocabulary[k]))} ({100 * row[k]:.0f} %)"
        for row, k in zip(p, p.argmax(axis=1), strict=True)
    ]
