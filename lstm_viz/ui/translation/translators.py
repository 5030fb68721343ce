"""Both translators, with attention and without, and what the address holds about them."""

import streamlit as st

from lstm_viz.models import translation
from lstm_viz.models.checkpoints import shipped
from lstm_viz.ui import links

NAMES = {"translation": "with attention", "translation-plain": "without attention"}
PARTS = {"decoder": "decoder (French)", "encoder": "encoder (English)"}
BEAMS = (1, 2, 4, 6)
KEPT = [
    links.Kept("beam", "translation-beam", translation.BEAM, links.one(BEAMS)),
    links.Kept("network", "translation-shown", "translation", links.one(NAMES)),
    links.Kept("part", "translation-part", "decoder", links.one(PARTS)),
]


@st.cache_resource(max_entries=2, show_spinner=False)
def load(name: str) -> translation.Translator:
    """A shipped translator, loaded once for all visitors."""
    return translation.Translator.load(shipped(name))


@st.cache_resource(max_entries=128, show_spinner=False)  # shared, not copied: nobody writes to it
def translate(name: str, text: str, beam: int) -> translation.Translation:
    """A translation with everything computed on the way."""
    return load(name).translate(text, beam)
