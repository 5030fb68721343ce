"""Attention: a Transformer looks back at every word at once, beside the LSTM that has to remember."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame
from lstm_viz.ui.attention import agreement, looking, pace, problems, scale, versus

page = lessons.load("attention")
frame.head("Attention: look back instead of remembering", page["texts"]["promise"])
read = looking.draw()
frame.notice(*page["notice"])

problems.draw(page["problems"], read.choice)
pace.draw(read.trace.tokens)
versus.draw(read.choice.model, page["texts"]["versus"])
agreement.draw(read.choice.trace, read.trace)
scale.draw()

st.header("The formula", anchor=False)
st.latex(  # in two lines: it has to fit a phone
    r"\begin{aligned}&\mathrm{Attention}(Q, K, V)\\"
    r"&= \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d}} + \mathrm{mask}\right) V\end{aligned}"
)
frame.check("attention", **page["check"])

st.header("Read on", anchor=False)
st.markdown(
    "\n".join("- [{title}]({url}) ({by}). {why}".format(**pointer) for pointer in page["pointers"])
)
