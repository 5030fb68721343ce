"""Gates: type a sentence and watch a trained LSTM read it."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.studies import export
from lstm_viz.ui import component, frame, reader, stepping

frame.head(
    "Watch an LSTM read your sentence",
    "Press **Play**: a trained LSTM (*long short-term memory* network) reads the sentence and decides at each word "
    "what to **forget**, what to **store** and what to **show** of its memory. Every number comes from that reading.",
)
choice = reader.choose()
trace = choice.trace


def on_take():
    if taken := component.taken("gates-stepper", len(trace)):
        reader.take(*taken, trace.tokens, choice.model.facts["tokenizer"])


stepping.step(
    trace,
    "gates",
    on_take=on_take,
    marks=stage.unknown_words(choice.model, trace),
    model=choice.weights_name,
    step_name=choice.step_name,
    start=choice.start,
    unit=choice.unit,
    share=choice.share,
    next=stage.next_words(choice.model, trace),
    map=stage.word_map(choice.model, trace),
)
stepping.heat_maps(trace, "gates", choice.step_name)

page = lessons.load("gates")
frame.notice(*page["notice"])
frame.check("gates", **page["check"])

st.header("Take it with you", anchor=False)
with st.container(horizontal=True):
    st.download_button(
        "All numbers as CSV",
        lambda: export.to_csv(trace),
        "trace.csv",
        "text/csv",
        on_click="ignore",
        help="One line for each word and unit, for a spreadsheet.",
    )
    st.download_button(
        "All numbers as JSON",
        lambda: export.to_json(trace),
        "trace.json",
        "application/json",
        on_click="ignore",
        help="Every array of the pass by its name, for a program.",
    )
