"""Sentiment: an LSTM judges a sentence, and its verdict can be read after every word."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame
from lstm_viz.ui.sentiment import sentences, verdict

page = lessons.load("sentiment")
frame.head(
    "Sentiment: is this a good review?",
    "The network reads word by word and answers after the last one: **positive** or **negative**. "
    "Watch the verdict turn on the way, and see what the word “not” does to the memory.",
)
sentences.draw(page["examples"])

st.header("What “not” does", anchor=False)
st.markdown(
    "How positive the network finds “The film is good.” and “The film is not good.”, for words and "
    "opposites."
)
verdict.turning(page["pairs"])

st.header("How good is it?", anchor=False)
verdict.measured()

frame.notice(*page["notice"])
st.header("The formula", anchor=False)
st.latex(r"p_t = \mathrm{softmax}(W \cdot h_t + b)")
st.markdown(
    "$h_t$ is the hidden state after word $t$; $W$ (2 × H) and $b$ were learned together with the LSTM. "
    "The answer is $p_T$, after the last of the $T$ words."
)
frame.check("sentiment", **page["check"])
