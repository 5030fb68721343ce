"""A page in several parts: tabs of which only the open one is computed and drawn."""

import streamlit as st

from lstm_viz import lessons

from . import frame


def draw(parts: dict, lesson: str):
    """Draw the tabs, and in the open one its part, what to notice, and the question.

    Args:
        parts: by title, modules with a function `draw`.
        lesson: name of the lesson file with `notice` and `check` for each title.
    """
    texts = lessons.load(lesson)
    tabs = st.tabs(list(parts), key=f"part-{lesson}", on_change="rerun", bind="query-params")
    for (title, part), tab in zip(parts.items(), tabs, strict=True):
        if tab.open:
            with tab:
                part.draw()
                frame.notice(*texts[title]["notice"])
                frame.check(f"{lesson}-{title}", **texts[title]["check"])
