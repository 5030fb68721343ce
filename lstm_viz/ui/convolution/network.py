"""Films and their network as a Streamlit component; playing sends nothing to the server."""

import numpy as np
import streamlit as st

from lstm_viz.look.formula import latex
from lstm_viz.look.roles import CANDIDATE, INPUT, OUTPUT
from lstm_viz.models.cells import CELLS
from lstm_viz.models.moving_dots import MovingDots, Watching, film, throw
from lstm_viz.ui.component import component

PICTURES = 24
FOLLOWS = 0.5  # correlation with the dots from which one sees that a gate follows them
FLAT = 0.03  # a gate that differs less from place to place looks the same everywhere

GATES = (INPUT, CANDIDATE, OUTPUT)  # besides the forget gate, of which more is said

_mount = component("films", "films/films.js", "shared/shared.css films/films.css")


@st.cache_resource(max_entries=1, show_spinner=False)
def load() -> MovingDots:
    """The shipped ConvLSTM, loaded once for all visitors."""
    return MovingDots.load()


@st.cache_data(max_entries=64, show_spinner=False)
def watch(dots: int, seed: int, seen: int) -> Watching:
    """The network watches the first `seen` pictures of a film and foresees the rest."""
    return load().watch(film(*throw(dots, seed), PICTURES), seen)


def clearest() -> int:
    """The channel whose forget gate follows the dots most, on the first film."""
    return int(np.abs(watch(2, 0, PICTURES).forget_follows).argmax())


def forget_gate(watching: Watching, channel: int, said: dict[str, str]) -> str:
    """What is true of this channel's forget gate in this film, and where it is seen better.

    Args:
        said: sentences for a gate that follows the dots (“more”, “less”), is the same everywhere (“flat”)
            or neither (“other”), and the hint at another channel (“try”).
    """
    spread, follows = watching.forget_spread, watching.forget_follows

    def kind(channel: int) -> str:
        if spread[channel] < FLAT:
            return "flat"
        if abs(follows[channel]) < FOLLOWS:
            return "other"
        return "more" if follows[channel] > 0 else "less"

    best = int(np.where(spread < FLAT, 0, np.abs(follows)).argmax())
    hint = kind(channel) in ("flat", "other") and kind(best) in ("more", "less")
    return said[kind(channel)].format(channel=channel) + (said["try"].format(best=best) if hint else "")


def flat_pictures(watching: Watching, channel: int) -> str:
    """Names the gates that look the same at every place in this channel; nothing where there are none."""
    pictures = {
        role.name: getattr(watching.trace, role.field)[:, channel] for role in GATES
    }  # (T, R, S)
    flat = [name for name, values in pictures.items() if values.std(axis=(1, 2)).mean() < FLAT]
    if not flat:
        return ""
    names = flat[0] if len(flat) == 1 else f"{', '.join(flat[:-1])} and {flat[-1]}"
    verb = "looks" if len(flat) == 1 else "look"
    return f" Its {names} {verb} the same everywhere: in this channel the place does not matter there."


def show(data: dict, key: str) -> object:
    """Draw what `lstm_viz.browser.films.payload` gives."""
    return _mount(key=key, data=data)


def equations(product: str) -> str:
    """The six equations in LaTeX, with this sign between the weights and [h, x]."""
    return latex([equation.text for equation in CELLS["lstm"].equations], product)
