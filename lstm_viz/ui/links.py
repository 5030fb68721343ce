"""What is chosen on a page stands in its address: a reload brings it back, and a link hands it on.

A page lists its choices as `Kept`. `take` gives the widgets their first values, from the address or else the
page's own; `write` puts what differs from those into the address and draws the button that copies it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lstm_viz.ui.component import component

LONGEST = 2000  # characters of a text in a link
_mount = component(
    "copy_link", "lab/link.js", "lab/shared.css lab/link.css", '<div class="link lab"></div>\n'
)


@dataclass(frozen=True)
class Kept:
    """One choice of a page."""

    name: str  # in the address
    key: str  # of its widget, which takes no value of its own
    default: Any
    read: Callable[[str], Any]  # its value from an address; ValueError where that holds none


def text(value: str) -> str:
    """A text of the address, as far as one is read from there."""
    return value[:LONGEST]


def one(options: Iterable[Any]) -> Callable[[str], Any]:
    """Reads one of these options by its name."""
    named = {str(option): option for option in options}

    def read(value: str) -> Any:
        if value not in named:
            raise ValueError(f"“{value[:60]}” is none of {', '.join(named)}.")
        return named[value]

    return read


def number(low: float, high: float) -> Callable[[str], Any]:
    """Reads a number from `low` to `high`, of the kind that `low` is."""
    kind = type(low)

    def read(value: str) -> Any:
        found = kind(value[:20])
        if not low <= found <= high:
            raise ValueError(f"{value[:20]} does not lie between {low} and {high}.")
        return found

    return read


def take(kept: Sequence[Kept]) -> None:
    """Give each choice its first value of this visit; what an address says wrongly is left aside."""
    for choice in kept:
        if choice.key in st.session_state:
            continue
        value = choice.default
        if choice.name in st.query_params:
            try:
                value = choice.read(st.query_params[choice.name])
            except ValueError:
                value = choice.default
        st.session_state[choice.key] = value


def write(key: str, kept: Sequence[Kept] = (), **shared: str | None) -> None:
    """Put the choices into the address, and draw the button that copies it.

    Args:
        key: of the button.
        shared: further values by name; None takes a name out of the address.
    """
    wanted = {choice.name: _told(choice) for choice in kept} | shared
    query = st.query_params
    for name, value in wanted.items():
        if value is None:
            if name in query:
                del query[name]
        elif query.get(name) != value:
            query[name] = value
    button(key)


def button(key: str) -> None:
    """The button that copies the address of the page."""
    _mount(key=key)


def _told(choice: Kept) -> str | None:
    value = st.session_state.get(choice.key, choice.default)
    return None if value == choice.default else str(value)[:LONGEST]
