"""Browser components as Streamlit mounts them, from the modules and style sheets of `lstm_viz.browser`."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from lstm_viz.browser.bundle import bundle, styles

from . import scripts

FRAME = '<div class="frame"><div class="stepper" tabindex="-1"></div></div>'


def component(name: str, script: str, css: str = "", html: str = FRAME) -> Callable[..., Any]:
    """A function that draws the component: call it with `key`, `data` and callbacks.

    Args:
        name: under which Streamlit knows it.
        script: the module whose default export draws the data: "films/films.js".
        css: style sheets, separated by blanks: "shared/shared.css films/films.css".
        html: what the component starts from; else a frame that can take the keys.
    """

    @cache  # at the first drawing: only then it is known whether the app has a route for the code
    def mount() -> Callable[..., Any]:
        code = scripts.code(name, bundle(script), styles(css))
        return st.components.v2.component(name, html=html, css=code.css, js=code.js)

    def draw(**options: Any) -> Any:
        return mount()(**options)

    return draw


def event(key: str, name: str) -> object:
    """What a component sent last under this name, of any JSON shape: a browser may send what it likes."""
    return st.session_state[key].get(name)


def taken(key: str, T: int) -> tuple[str, int] | None:
    """The next word that the reader chose in a stepper, and the step 0 … T − 1 that it follows.

    None where the browser sent anything else.
    """
    sent = event(key, "take")
    if not isinstance(sent, dict):
        return None
    word, t = sent.get("word"), sent.get("t")
    if not isinstance(word, str) or not 0 < len(word) <= 100:
        return None
    if not isinstance(t, int) or isinstance(t, bool) or not 0 <= t < T:
        return None
    return word, t
