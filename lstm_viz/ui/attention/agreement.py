"""Does attention look where the memory comes from? Two maps of shares, and how far they agree."""

import numpy as np
import streamlit as st

from lstm_viz import lessons
from lstm_viz.figures import attention as figures
from lstm_viz.look.narration import brief, signed
from lstm_viz.look.roles import ATTENTION, CELL
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.models.transformer import TransformerTrace
from lstm_viz.studies import flow
from lstm_viz.ui import frame
from lstm_viz.ui.charts import chart, twin

_TEXTS = lessons.load("attention")["texts"]


def draw(lstm_trace: TextTrace, trace: TransformerTrace) -> None:
    """The section.

    Args:
        lstm_trace, trace: of the LSTM and of the Transformer over the same words.
    """
    st.header("Does attention look where the memory comes from?", anchor=False)
    st.markdown(_TEXTS["maps"])
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
    st.markdown(about_agreement(memory, attention, trace.tokens))
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
        lambda: shares_table(memory, attention, trace.tokens),
        hide_index=True,
        alt="Shares of every word so far",
    )


def about_agreement(memory: np.ndarray, attention: np.ndarray, tokens: list[str]) -> str:
    """How far both maps agree on this text, in words."""
    between = flow.rank_agreement(memory, attention)
    if np.isnan(between).all():
        return _TEXTS["too_short"]
    near = flow.nearness(len(tokens))
    best, worst = (named(tokens, int(at(between))) for at in (np.nanargmax, np.nanargmin))
    return _TEXTS["agreement"].format(
        both=signed(np.nanmean(between)),
        best=best,
        worst=worst,
        memory=signed(np.nanmean(flow.rank_agreement(memory, near))),
        attention=signed(np.nanmean(flow.rank_agreement(attention, near))),
    )


def named(tokens: list[str], t: int) -> str:
    """A word of the text in quotes, with its number where the text has it more than once."""
    word = f"“{frame.escape(brief(tokens[t]))}”"
    return word if tokens.count(tokens[t]) == 1 else f"{word} (word {t + 1})"


def shares_table(memory: np.ndarray, attention: np.ndarray, tokens: list[str]) -> dict[str, list]:
    """A choice of the word, and both its rows in percent."""
    named = [f"{t + 1}. {token}" for t, token in enumerate(tokens)]
    t = st.selectbox("At the word", range(len(tokens)), len(tokens) - 1, format_func=named.__getitem__)
    return {
        "word": [f"{k + 1}. {brief(token)}" for k, token in enumerate(tokens[: t + 1])],
        "LSTM's memory, %": np.round(100 * memory[t, : t + 1], 1).tolist(),
        "Transformer's attention, %": np.round(100 * attention[t, : t + 1], 1).tolist(),
    }
