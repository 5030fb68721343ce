"""What the reader chose and typed, whatever the browser sends."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def one_of(widget: Callable, label: str, options: Sequence, default: Any = None, **more: Any) -> Any:
    """What is chosen of these options; the default, or else the first, where it is none.

    Streamlit's `required` keeps readers from choosing nothing, but not a browser from sending it.

    Args:
        widget: `st.segmented_control`, `st.pills`, or the same of a column.
    """
    chosen = widget(label, options, default=default, required=True, **more)
    if chosen is None:
        return options[0] if default is None else default
    return chosen


def typed(value: object, most: int) -> str:
    """The first signs of what a text box holds; nothing where a browser sent something else than a text."""
    return value[:most] if isinstance(value, str) else ""


def beginning(value: object, most: int) -> str:
    """The first signs of a text box, after saying so where it holds more: nothing is dropped in silence."""
    text = typed(value, 1_000_000)
    if len(text) > most:
        st.info(f"Your text has {len(text):,} characters. The first {most:,} are read here.")
    return text[:most]
