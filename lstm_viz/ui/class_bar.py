"""The bar of a class on every page. It talks to the routes by itself; Python hears of it only to open
the page that the class is on, and to put a question that only Python knows the answer to."""

import streamlit as st

import lstm_viz
from lstm_viz.classroom import ClassError
from lstm_viz.classroom.database import Unreachable

from . import class_offers, classes, menu
from .component import component, event

KEY = "class-bar"
_mount = component(
    "lstm_class_bar", "classroom/bar.js", "classroom/bar.css", html='<div class="class-bar"></div>\n'
)


def draw(file: str) -> None:
    """Draw it, and do what it asks for.

    Args:
        file: of the page on screen.
    """
    if st.context.is_embedded:  # a part of somebody's course page
        return
    offers = class_offers.of(file)
    with st.container(key=f"{KEY}-place"):
        _mount(
            key=KEY,
            data={
                "page": file,
                "offers": [{"name": o.name, "text": o.text} for o in offers],
            },
            on_go_change=lambda: None,
            on_ask_change=lambda: None,
        )
    _go(file, event(KEY, "go"))
    _ask(offers, event(KEY, "ask"))


def _go(file: str, to: object) -> None:
    """Open the page that the class is on, with the model that it reads with."""
    if not isinstance(to, dict):
        return
    models = lstm_viz.model_names("lstm")
    model, learned = to.get("model"), to.get("learned")
    if model in models:
        st.session_state.model = model
        known = learned in lstm_viz.snapshot_names()
        st.session_state.learned = learned if known else models[0]
    page = to.get("page")
    if isinstance(page, str) and page in menu.BY_FILE and page != file:
        st.switch_page(menu.page(page))


def _ask(offers: list[class_offers.Offer], asked: object) -> None:
    """Put one of the page's questions to a class; only the secret may."""
    if not isinstance(asked, dict):
        return
    code, secret = asked.get("code"), asked.get("secret")
    offer = next((offer for offer in offers if offer.name == asked.get("name")), None)
    if not isinstance(code, str) or not isinstance(secret, str):
        return
    if offer is None:
        st.toast("The page asks something else by now. Please choose again.", icon=":material/undo:")
        return
    try:
        classes.store().ask(code[:8], secret[:100], offer.question)
    except (ClassError, Unreachable) as problem:
        sentence = (
            str(problem) if isinstance(problem, ClassError) else "The class can't be reached just now."
        )
        st.toast(sentence, icon=":material/undo:")
