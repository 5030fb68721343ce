"""What the address asks for: whole numbers and options, whatever stands there."""

from collections.abc import Iterable
from typing import TypeVar

import streamlit as st

Default = TypeVar("Default")


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
