"""Which of both networks predicts better, and what each had to read for it."""

import streamlit as st

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.transformer import TransformerModel

from . import networks


def draw(lstm: LanguageModel, promise: str) -> None:
    """The section, with a table of both."""
    st.header("Which one predicts better?", anchor=False)
    st.markdown(promise)
    st.dataframe(
        versus(lstm, networks.load()),
        hide_index=True,
        column_config=VERSUS_FORMATS,
        alt="Sizes and perplexities of both networks",
    )


VERSUS_FORMATS = {
    **{
        name: st.column_config.NumberColumn(format="localized")
        for name in ("trained numbers", "words read in training")
    },
    **{
        name: st.column_config.NumberColumn(format="%.2f")
        for name in ("perplexity", "perplexity without the ends of sentences")
    },
}


def versus(lstm_model: LanguageModel, model: TransformerModel) -> dict[str, list]:
    """Sizes and figures of both networks, from their files."""
    both = (lstm_model, model)
    return {
        "network": ["LSTM", "Transformer"],
        "perplexity": [float(m.facts["perplexity"]) for m in both],  # first: a phone shows two columns
        "trained numbers": [m.sizes["parameters"] for m in both],
        "words read in training": [int(m.facts["tokens_read"]) for m in both],
        "perplexity without the ends of sentences": [
            float(m.facts["perplexity_without_end"]) for m in both
        ],
    }
