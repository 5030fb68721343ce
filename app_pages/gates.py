"""Gates: type a sentence and watch a trained LSTM read it."""

import streamlit as st

from lstm_viz import cell, export, lessons
from lstm_viz.figures.gates import heat_map
from lstm_viz.order import ORDERS, longest_memory
from lstm_viz.roles import ROLES
from lstm_viz.ui import frame, reader
from lstm_viz.ui.stepper import stepper

frame.head(
    "Watch an LSTM read your sentence",
    "Press **Play**: a trained LSTM (*long short-term memory* network) reads the sentence and decides at each word "
    "what to **forget**, what to **store** and what to **show** of its memory. Every number comes from that reading.",
)
choice = reader.choose()
trace = choice.trace


def on_take():
    taken = st.session_state.stepper["take"]
    reader.take(taken["word"], taken["t"], trace.tokens, choice.model.facts["tokenizer"])


order = st.session_state.get("order") or "number"
stepper(
    cell.payload(
        trace,
        trace.tokens,
        order,
        marks=cell.unknown_words(choice.model, trace),
        model=choice.weights_name,
        start=choice.start,
        unit=longest_memory(trace) if choice.unit is None else choice.unit,
        share=choice.share,
        plots="heat-",
        next=cell.next_words(choice.model, trace),
        map=cell.word_map(choice.model, trace),
    ),
    key="stepper",
    on_take=on_take,
)

title, control = st.columns([2, 1], vertical_alignment="bottom")
title.header("All units over time", anchor=False)
title.markdown(
    "Each row is one unit, each column one word. The frame marks the current word, the triangle the chosen unit. "
    "**Click** any spot to go there."
)
control.segmented_control(
    "Order of the units",
    list(ORDERS),
    default="number",
    required=True,
    key="order",
    help="By number as the model stores them, the most active first, or units that behave alike side by side.",
)
units = ORDERS[order](trace.cell_state)
with st.container(key="heat-maps"):
    for row in (ROLES[:3], ROLES[3:]):
        for column, role in zip(st.columns(3), row, strict=True):
            column.plotly_chart(
                heat_map(trace, role, units),
                key=f"heat-{role.field}",
                config={"displaylogo": False, "modeBarButtons": [["toImage", "zoom2d", "resetScale2d"]]},
                alt=f"Heat map of the {role.name}, units by words; the table below holds the same numbers.",
            )
numbers = st.expander("The same numbers as a table", on_change="rerun", key="table")
if numbers.open:
    role = numbers.selectbox("Quantity", ROLES, format_func=lambda role: role.name)
    numbers.dataframe(
        export.table(trace, role), height=320, alt=f"The {role.name} of every unit at every word"
    )

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
