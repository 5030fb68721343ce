"""One step after the other, or all at once: what must wait, what that costs, and what it takes on this server."""

import streamlit as st

from lstm_viz.figures import attention as figures
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.ui.charts import chart, twin

from . import both, waiting


def show(tokens: list[str], model: TransformerModel, promise: str) -> None:
    """The section: who waits for whom, multiplications and times against the length."""
    st.header("One step after the other, or all at once", anchor=False)
    st.markdown(promise)
    waiting.show(tokens, len(model.layers), key="waiting")
    left, middle, right = st.columns(3, vertical_alignment="center")
    timing = both.timing()
    chart(
        figures.work_against_length(timing.lengths, *both.work(model, timing.lengths)),
        "Multiplications against number of words for both networks; the table below has the numbers.",
        place=left,
        key="work",
    )
    chart(
        figures.time_against_length(timing),
        "Milliseconds against number of words for both networks; the table below has the numbers.",
        place=middle,
        key="timing",
    )
    right.markdown(both.about_timing(timing, model))
    twin(
        "Steps, operations and times as a table",
        "timing-table",
        both.timing_table(timing),
        hide_index=True,
        alt="Steps, operations and times at each length",
    )
