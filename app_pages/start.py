"""Start here: a tour through the pages, a glossary, and what to read next."""

import streamlit as st

from lstm_viz.ui import frame, start, tour

frame.head(
    "Start here",
    "In twelve stops you see a network **read**, **remember** and **forget**. Each stop asks for one "
    "small action and notices when you have done it. Skip what you like; leave and come back any time.",
)
tour.overview()

st.header("Glossary", anchor=False)
start.glossary()

st.header("Read on", anchor=False)
start.reading()
