"""What if: experiments on the recorded pass of the reader's own sentence."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, reader
from lstm_viz.ui.choice import one_of
from lstm_viz.ui.what_if import EXPERIMENTS, share

TEXTS = lessons.load("what_if")

frame.head(
    "What if?",
    "Six experiments on your own sentence: ask **where a memory came from**, **hold a gate** and let "
    "the network read on, lay **two sentences** side by side. Every number is computed for your text.",
)
share.restore(EXPERIMENTS)
choice = reader.choose()
view = one_of(
    st.segmented_control,
    "Experiment",
    list(EXPERIMENTS),
    format_func=lambda key: TEXTS[key]["title"],
    key="wi-view",
    wrap=True,
    persist_state="session",
    on_change=share.opened,
)
st.header(TEXTS[view]["title"], anchor=False)
st.markdown(TEXTS[view]["promise"])
more = EXPERIMENTS[view].draw(choice)
share.write(view, choice.share, more)
