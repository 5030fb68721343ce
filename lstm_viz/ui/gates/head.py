"""The page's first line: its promise, the examples, and who reads."""

import streamlit as st

from lstm_viz.ui import frame, reader

STYLE = """<style>
/* title and promise in one line, so that all that one plays with stands on one screen */
[data-testid=stMainBlockContainer]:has(.st-key-gates-head) { padding-top: 3.6rem; }
[data-testid=stVerticalBlock]:has(> div > .st-key-gates-head) { gap: 0.5rem; }
.st-key-gates-head h1 { font-size: 1.25rem; padding: 0; }
.st-key-gates-head p { margin: 0; font-size: 0.95rem; }
.st-key-gates-head { gap: 0.8rem; }
</style>"""


def line() -> tuple[str, str]:
    """Draw it; the names of the chosen model and of what reads."""
    frame.style(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="gates-head"):
        st.title("Watch an LSTM read your sentence", anchor=False, width="content")
        st.markdown(
            "Type, press **Play**, drag a valve: every number comes from one reading.", width="stretch"
        )
        with st.popover("Examples"):
            reader.examples()
        with st.popover("Who reads"):
            return reader.who_reads(st.container(), st.container())
