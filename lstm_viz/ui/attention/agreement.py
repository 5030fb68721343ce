"""Does attention look where the memory comes from? Two maps of shares, and how far they agree."""

import streamlit as st

from lstm_viz.figures import attention as figures
from lstm_viz.look.roles import ATTENTION, CELL
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.models.transformer import TransformerTrace
from lstm_viz.studies import flow
from lstm_viz.ui.charts import chart, twin

from . import both


def show(lstm_trace: TextTrace, trace: TransformerTrace, promise: str) -> None:
    """The section.

    Args:
        lstm_trace, trace: of the LSTM and of the Transformer over the same words.
    """
    st.header("Does attention look where the memory comes from?", anchor=False)
    st.markdown(promise)
    memory, attention = flow.memory_shares(lstm_trace), flow.attention_shares(trace)
    left, right = st.columns(2)
    chart(
        figures.shares_map(memory, trace.tokens, "LSTM: memory written by", CELL.colour),
        "Which words wrote the memory, at each word; the table below has the numbers.",
        place=left,
        key="shares-memory",
    )
    chart(
        figures.shares_map(attention, trace.tokens, "Transformer: attention to", ATTENTION),
        "Which words attention reaches, at each word; the table below has the numbers.",
        place=right,
        key="shares-attention",
    )
    st.markdown(both.about_agreement(memory, attention, trace.tokens))
    if len(trace) > 3:
        near = flow.nearness(len(trace))
        pairs = ((memory, attention), (memory, near), (attention, near))
        chart(
            figures.agreement([flow.rank_agreement(*pair) for pair in pairs], trace.tokens),
            "Rank correlation of memory and attention at each word; the table below has the shares.",
            key="agreement",
        )
    twin(
        "The shares at one word as a table",
        "shares-table",
        lambda: both.shares_table(memory, attention, trace.tokens),
        hide_index=True,
        alt="Shares of every word so far",
    )
