"""Wire one by hand: an LSTM with one unit, its twelve numbers as handles, and goals to reach."""

import streamlit as st


def draw():
    """The cell, what it reads, its curves, and the goals."""
    st.markdown("An LSTM with **one unit** and one input has twelve numbers. Set them by hand.")
