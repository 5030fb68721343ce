"""A network that another page hands to “Your own LSTM”, with what it is to read there."""

import base64
import binascii
from dataclasses import dataclass

import streamlit as st

from lstm_viz.ui import menu

KEY = "own-brought"
MOST_BYTES = 1_000_000
MOST_TEXT = 20_000


@dataclass(frozen=True)
class Brought:
    """A file as if the reader had opened it, and what is read first."""

    name: str  # of the file, with its ending
    data: bytes
    text: str = ""  # where it reads signs
    table: str = ""  # CSV, where it reads numbers: a row for each step
    mean: tuple[float, ...] = ()  # of the table's columns, as the network learned with them
    spread: tuple[float, ...] = ()
    answers: tuple[str, ...] = ()  # what its outputs are called, where they are classes

    @property
    def lesson(self) -> dict:
        """The table's scaling, as the lessons of the examples give it."""
        return {"scaling": {"mean": self.mean, "spread": self.spread}, "held_out": None}


def hand_over(brought: Brought) -> None:
    """Open “Your own LSTM” with this network."""
    st.session_state[KEY] = brought
    st.switch_page(menu.page("own"))


def take() -> Brought | None:
    """What was handed over and not taken yet."""
    return st.session_state.pop(KEY, None)


def read(sent: object) -> Brought | None:
    """What a component sent, of any JSON shape; None where it is no network with what it reads.

    Args:
        sent: the fields of `Brought`, `data` in base64.
    """
    if not isinstance(sent, dict):
        return None
    name, data, text, table = (sent.get(field, "") for field in ("name", "data", "text", "table"))
    if not (isinstance(name, str) and isinstance(data, str) and isinstance(text, str)):
        return None
    if not (isinstance(table, str) and 0 < len(name) <= 100 and len(data) <= 4 * MOST_BYTES // 3):
        return None
    if max(len(text), len(table)) > MOST_TEXT:
        return None
    mean, spread, answers = (sent.get(field, []) for field in ("mean", "spread", "answers"))
    if not all(isinstance(some, list) and len(some) <= 100 for some in (mean, spread, answers)):
        return None
    if (
        not all(type(v) in (int, float) for v in [*mean, *spread])
        or len(mean) != len(spread)
        or 0 in spread
    ):
        return None
    if not all(isinstance(answer, str) and len(answer) <= 10 for answer in answers):
        return None
    try:
        content = base64.b64decode(data, validate=True)
    except binascii.Error:
        return None
    return Brought(
        name, content, text, table, tuple(map(float, mean)), tuple(map(float, spread)), tuple(answers)
    )
