"""The two views of the word2vec page as Streamlit components; stepping and playing send nothing."""

import streamlit as st

from lstm_viz.word2vec import views

network = st.components.v2.component("word2vec_network", **views.NETWORK)
moving_map = st.components.v2.component("word2vec_map", **views.MAP)
