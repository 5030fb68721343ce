"""Films and their network as a Streamlit component; playing sends nothing to the server."""

import streamlit as st

from lstm_viz import films
from lstm_viz.moving_dots import MovingDots, Watching, film, throw

PICTURES = 24

_mount = st.components.v2.component("films", html=films.HTML, css=films.CSS, js=films.JS)


@st.cache_resource(max_entries=1, show_spinner=False)
def load() -> MovingDots:
    """The shipped ConvLSTM, loaded once for all visitors."""
    return MovingDots.load()


@st.cache_data(max_entries=64, show_spinner=False)
def watch(dots: int, seed: int, seen: int) -> Watching:
    """The network watches the first `seen` pictures of a film and foresees the rest."""
    return load().watch(film(*throw(dots, seed), PICTURES), seen)


def liveliest() -> int:
    """The channel whose forget gate differs most from place to place, on the first film."""
    forget = watch(2, 0, PICTURES).trace.forget_gate  # (T, H, R, S)
    return int(forget.std(axis=(2, 3)).mean(axis=0).argmax())


def show(data: dict, key: str):
    """Draw what `lstm_viz.films.payload` gives."""
    return _mount(key=key, data=data)


def equations(product: str) -> str:
    """The six equations in LaTeX, with this sign between the weights and [h, x]."""
    gates = [
        ("f", r"\sigma", "f"),
        ("i", r"\sigma", "i"),
        (r"\tilde C", r"\tanh", "C"),
        ("o", r"\sigma", "o"),
    ]
    f, i, g, o = (
        rf"{left}_t &= {squash}(W_{index} {product} [h_{{t-1}}, x_t] + b_{index})"
        for left, squash, index in gates
    )
    update = r"C_t &= f_t * C_{t-1} + i_t * \tilde C_t"
    return (
        r"\begin{aligned}"
        + r" \\ ".join([f, i, g, update, o, r"h_t &= o_t * \tanh(C_t)"])
        + r"\end{aligned}"
    )
