"""The link to an experiment: everything chosen is in the address, and comes back from it."""

from collections.abc import Iterable

import streamlit as st

from lstm_viz.studies.intervention import Hold, ImpossibleHold
from lstm_viz.ui import address, links, reader

from .parts import LESSONS

LONGEST = 2000  # characters of a text in a link


def restore(experiments: Iterable[str]) -> None:
    """At the first run of a session: take what the link asks for; say what could not be taken."""
    if "wi-holds" in st.session_state:
        return
    reader.restore()
    query = st.query_params
    state = st.session_state
    state["wi-holds"], state["wi-past"] = [], []
    names = list(experiments)
    state["wi-view"] = address.option("view", names, names[0])
    for name in ("lens", "word", "state", "quantity"):
        if name in query:
            state[f"wi-{name}"] = query[name][:60]
    for name in ("unit", "at"):
        wanted = address.number(name, None)
        if wanted is not None:
            state[f"wi-{name}"] = wanted - (name == "at")
    if "preset" in query:
        state["wi-preset"] = state["wi-shown"] = query["preset"][:60]
    if "with" in query:
        state["wi-second"] = query["with"][:LONGEST]
    try:
        state["wi-holds"] = [Hold.parse(text) for text in query.get_all("hold")[:20]]
    except ImpossibleHold as problem:
        st.warning(
            f"The link holds something this page cannot read. {problem}", icon=":material/link_off:"
        )
    if "text" not in query:
        opened()


def opened() -> None:
    """The experiment just chosen brings its own text, where the reader has none of their own."""
    if st.session_state["wi-view"] == "cells":
        reader.open_on(LESSONS["cells"]["sentences"][0]["text"])


def write(view: str, shared: dict[str, str], more: dict) -> None:
    """Put everything into the address, and offer it as a link."""
    address.write({**shared, "view": view, **{k: v for k, v in more.items() if v is not None}})
    links.button("wi-link")
