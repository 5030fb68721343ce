"""The one store of this server's classes."""

import os
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from lstm_viz.classroom import Store

FILE = Path(__file__).parents[2] / "classes.sqlite3"


@cache
def store() -> Store:
    """The classes, in the place that `place` names."""
    return Store(place())


def place() -> str:
    """Where the classes are kept: a path, or a database's address.

    The first of: the environment's LSTM_VIZ_CLASSES; `[connections.classes]` with its `url` in
    Streamlit's secrets, as for `st.connection`; a file beside app.py.
    """
    if named := os.environ.get("LSTM_VIZ_CLASSES"):
        return named
    try:
        return st.secrets["connections"]["classes"]["url"]
    except (StreamlitSecretNotFoundError, KeyError):  # there is no such entry
        return str(FILE)
