"""What the address asks for: whole numbers and options, whatever stands there; and how a page writes to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

Default = TypeVar("Default")
# belong to the visit, not to what is shown: as in browser/shared/address.js
STAYS = ("embed", "embed_options", "show", "class", "stop")


def number(name: str, default: Default) -> int | Default:
    """The whole number under this name, 0 … 999,999; the default where none stands there."""
    text = st.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def place(name: str) -> int | None:
    """The place under this name, which a link counts from 1, counted from 0; None where none stands there."""
    n = number(name, 0)
    return n - 1 if n else None


def option(name: str, options: Iterable[str], default: str) -> str:
    """The option under this name; the default where it is none of these."""
    text = st.query_params.get(name, default)
    return text if text in set(options) else default


def write(values: Mapping[str, str | int | Sequence[str]]) -> None:
    """Make these the address's values; what belongs to the visit stays."""
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    wanted = {name: now[name] for name in STAYS if name in now}
    for name, value in values.items():
        wanted[name] = [str(value)] if isinstance(value, str | int) else list(value)
    if wanted != now:
        st.query_params.from_dict(wanted)
