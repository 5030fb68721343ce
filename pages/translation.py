"""Translation: one LSTM reads English, another writes French, with attention and without."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame
from lstm_viz.ui.translation import halves, measured, sentence

page = lessons.load("translation")
frame.head(
    "Translation: one LSTM reads, another writes",
    "An **encoder** reads the English sentence; a **decoder** starts from its memory and writes "
    "French, word by word. Both learned from short everyday sentences only: give them such a sentence.",
)
translated = sentence.draw(page["examples"])
halves.draw(translated)
measured.draw()

frame.notice(*page["notice"])
st.header("The formula", anchor=False)
st.latex(r"a_{tj} = \mathrm{softmax}_j(h_t \cdot W_a \cdot s_j)")
st.latex(r"c_t = \sum_j a_{tj}\, s_j")
st.latex(r"\tilde h_t = \tanh(W_c \cdot [c_t, h_t])")
st.latex(r"p_t = \mathrm{softmax}(E \cdot \tilde h_t + b)")
st.markdown(
    "$s_j$ is the encoder's hidden state after English word $j$, $h_t$ the decoder's before French word "
    "$t$. The weights $a$ add up to 1, $c$ is the context. $E$ is the table of French word vectors. "
    "Without attention, $c$ is left out. (Luong, Pham and Manning 2015.) Where the decoder writes “(rare "
    "word)”, the English word that it does not know with the largest $a$ is copied."
)
frame.check("translation", **page["check"])
