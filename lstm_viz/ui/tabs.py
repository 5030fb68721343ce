"""A page in several parts: tabs of which only the open one is computed and drawn."""

from collections.abc import Sequence

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from lstm_viz import lessons

from . import address, frame


def draw(parts: dict, lesson: str, short: dict[str, str] | None = None) -> None:
    """Draw the tabs, and in the open one its part, what to notice, and the question.

    Args:
        parts: by title, modules with a function `draw`.
        lesson: name of the lesson file with `notice` and `check` for each title.
        short: by its name in a link (`?part=wire`), a part's title; else a link says the title.
    """
    texts = lessons.load(lesson)
    tabs = _named(parts, f"part-{lesson}", short) if short else _titled(parts, f"part-{lesson}")
    for (title, part), tab in zip(parts.items(), tabs, strict=True):
        if tab.open:
            with tab:
                part.draw()
                frame.notice(*texts[title]["notice"])
                frame.check(f"{lesson}-{title}", **texts[title]["check"])


def _titled(parts: dict, key: str) -> Sequence[TabContainer]:
    return st.tabs(list(parts), key=key, on_change="rerun", bind="query-params")


def _named(parts: dict, key: str, short: dict[str, str]) -> Sequence[TabContainer]:
    """Tabs that the address knows by short names."""
    names = {title: name for name, title in short.items()}
    if key not in st.session_state or "part" in st.query_params:
        first = st.session_state.get(key, next(iter(parts)))
        asked = short[address.option("part", short, names[first])]
        st.session_state[key] = asked if asked in parts else first

    def opened() -> None:
        address.write({"part": names[st.session_state[key]]})

    return st.tabs(list(parts), key=key, on_change=opened)
