"""Start here: a tour through the pages, a glossary, and what to read next."""

import streamlit as st

from lstm_viz.ui import frame, tour
from lstm_viz.ui.start import overview

frame.head(
    "Start here",
    "In twelve stops you see a network **read**, **remember** and **forget**. Each stop asks for one "
    "small action and notices when you have done it. Skip what you like; leave and come back any time.",
)
tour.overview()

st.header("Glossary", anchor=False)
overview.glossary()

st.header("Read on", anchor=False)
overview.further_reading()
