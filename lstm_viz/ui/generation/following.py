"""A written word that is clicked opens on the Gates page, in the same session."""

import streamlit as st

from lstm_viz import model_names
from lstm_viz.ui import menu, reader
from lstm_viz.ui.component import component, event

KEY, TEXT_KEY = "generation-follow", "generation-written"
_mount = component("written_words", "writing/follow.js", html="<span></span>")


def listen(places: dict[int, dict]) -> None:
    """Follow a click on a link that has one of these numbers as `data-n`, inside the container `TEXT_KEY`.

    Args:
        places: number → what the Gates page reads then: "text", "model", "t" (from 1).
    """
    _mount(key=KEY, data={"within": f".st-key-{TEXT_KEY}"}, on_follow_change=lambda: None)
    number = event(KEY, "follow")
    if type(number) is int and number in places:
        _open(**places[number])


def _open(text: str, model: str, t: int) -> None:
    reader.restore()
    state = st.session_state
    state.text, state.example, state.start = text, None, t - 1
    state.model, state.learned = model, model_names("lstm")[0]
    st.switch_page(menu.page("gates"))
