"""word2vec: CBOW and skip-gram, one step at a time and then on a whole corpus."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, links
from lstm_viz.ui.word2vec import network, train_here

page = lessons.load("word2vec")
frame.head(
    "Learn what words mean from their neighbours",
    "Press **Next**: a window slides over the text, and at each place a small network learns which "
    "words "
    "stand together. What it has learned in the end is one list of numbers for each word.",
)
kept = [*network.kept(page["text"]), *train_here.KEPT]
links.take(kept)
network.draw()

st.header("Train it here", anchor=False)
st.markdown(
    "Ten words teach little. Let the same network read thousands of sentences and watch the words "
    "find their places."
)
train_here.draw()
links.write("word2vec-link", kept)

frame.notice(*page["notice"])
st.header("The formula", anchor=False)
st.markdown(
    r"$h = \frac{1}{|\text{in}|}\sum_{w\in\text{in}} v_w\qquad$ "
    r"$p(\text{out}\mid\text{in}) = \frac{e^{\,u_{\text{out}}\cdot h}}{\sum_{w=1}^{V} e^{\,u_w\cdot h}}$"
)
st.markdown(
    r"$v_w$ is the row of $W_{in}$ and $u_w$ the row of $W_{out}$ of word $w$; CBOW has several words in, "
    r"skip-gram one. With **negative sampling** the sum over all $V$ words is replaced by a few random "
    "ones, and the loss is "
    r"$-\ln\sigma(u_\text{out}\cdot h) - \sum\ln\sigma(-u_\text{random}\cdot h)$ (Mikolov et al. 2013)."
)
frame.check("word2vec", **page["check"])
