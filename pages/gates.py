"""Gates: type a sentence and watch a trained LSTM read it."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import downloads, frame
from lstm_viz.ui.gates import head, reading, twin

page = lessons.load("gates")
choice = head.choose()
shown = reading.draw(choice)
if head.embedded():  # parts in somebody's own page
    st.stop()
twin.show(choice.model, choice.weights_name, choice.trace.tokens)
frame.notice(*page["notice"])
frame.check("gates", **page["check"])
downloads.draw(lambda: shown, lambda: head.as_page(choice))
