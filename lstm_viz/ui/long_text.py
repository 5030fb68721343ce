"""A long sentence to try, where a short one does not show what distance does."""

import streamlit as st

from lstm_viz.ui import reader

TEXT = (
    "The grizzly bear that lives in the old forest near the small village at the foot of the "
    "mountain goes every morning in summer to the cold river behind the house of the farmer because "
    "it is very hungry and there in the clear water it likes to catch fish"
)


def offer() -> None:
    """A button that makes it the reader's text."""
    st.button("Try a sentence of 50 words", on_click=_take)


def _take() -> None:
    reader.write(TEXT, len(TEXT.split()) - 1)
