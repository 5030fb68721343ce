"""The two views of the word2vec page as Streamlit components; stepping and playing send nothing."""

import streamlit as st

from lstm_viz.browser.word2vec import payload

network = st.components.v2.component("word2vec_network", **payload.NETWORK)
moving_map = st.components.v2.component("word2vec_map", **payload.MAP)
