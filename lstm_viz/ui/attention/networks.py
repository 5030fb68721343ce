"""The Transformer beside the LSTM: loaded once, its passes kept."""

import streamlit as st

from lstm_viz.models.transformer import TransformerModel, TransformerTrace


@st.cache_resource(max_entries=1, show_spinner=False)
def load() -> TransformerModel:
    """The shipped Transformer, loaded once for all visitors."""
    return TransformerModel.load()


@st.cache_resource(max_entries=128, show_spinner=False)  # shared, not copied: nobody writes to it
def trace(tokens: tuple[str, ...]) -> TransformerTrace:
    """The recorded pass of the Transformer over these tokens."""
    return load().trace(list(tokens))
