"""How good the network is: on speakers it knows, on new ones, on voices made by a program."""

import streamlit as st

from lstm_viz.ui.charts import twin

from . import hearing


def show() -> None:
    """Three figures and every digit by every synthetic voice."""
    facts, rows = hearing.load().facts, hearing.voices_table()
    left, middle, right = st.columns(3)
    left.metric(
        "on speakers it knows",
        f"{100 * float(facts['accuracy']):.1f} %",
        help="300 recordings of the Free Spoken Digit Dataset that were kept out of the training "
        "(index 0–4), by the same six speakers.",
    )
    middle.metric(
        "on a speaker it has never heard",
        f"{100 * float(facts['accuracy_new_speaker']):.1f} %",
        help="Mean over the six speakers: each time the network was trained on the other five.",
    )
    right.metric(
        "on ten synthetic voices",
        f"{sum(row['right'] for row in rows)} of {len(rows)}",
        help="The program espeak-ng spoke each digit in five accents of English, low and high. The network was "
        "trained on people only. Computed now with the network on this page.",
    )
    twin(
        "Every digit by every voice",
        "speech-voices",
        rows,
        column_config={"sure": st.column_config.NumberColumn(format="percent")},
        alt="What the network hears in every digit by every synthetic voice",
    )
