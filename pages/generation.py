"""Generation: let a trained LSTM write, and look at how every word was drawn."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, links
from lstm_viz.ui.generation import writing

page = lessons.load("generation")
frame.head(
    "Generation: let the network write",
    "The network gives every word (or letter) it knows a probability; **dice** choose one, the network reads it, "
    "and so on. Change the dice and watch the text change.",
)
kept = writing.kept(page["prompts"], page["blanks"])
links.take(kept)
name, text, length, settings, seed = writing.choose(page["prompts"])
start, draws = writing.write(name, text, length, settings, seed)
writing.as_links(name, start, draws)

st.header("How it was drawn", anchor=False)
writing.drawn(draws, name, start)

st.header("Fill in the blank", anchor=False)
st.markdown(
    "The network reads from left to right, but it can judge what follows: a word fits if it is likely "
    "after the left side **and** makes the right side likely."
)
writing.blank(page["blanks"])
links.write("generation-link", kept)

frame.notice(*page["notice"])
st.header("The formulas", anchor=False)
st.latex(r"q_k = \frac{e^{s_k/\tau}}{\sum_j e^{s_j/\tau}}")
st.latex(r"P(w \mid l, r) \propto P(w \mid l)\, P(r \mid l, w)")
st.markdown(
    r"$s$ are the network's scores, $\tau$ the temperature. top-k keeps the $k$ largest $q$, top-p the "
    "fewest largest whose sum reaches $p$; what is left is divided by its sum. For the blank, $l$ is the "
    "left side, $r$ the right one, $w$ the word."
)
frame.check("generation", **page["check"])
