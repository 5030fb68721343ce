"""Translation: one LSTM reads English, another writes French, with attention and without."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, stepping
from lstm_viz.ui.translation import halves

frame.head(
    "Translation: one LSTM reads, another writes",
    "An **encoder** reads the English sentence; a **decoder** starts from its memory and writes "
    "French, word by word. Both learned from short everyday sentences only: give them such a sentence.",
)
lesson = lessons.load("translation")
text, beam = halves.choose(lesson["examples"])
results = halves.results(text, beam)
name, part = halves.choose_part()
result = results[name]

left, right = st.columns(2)
with left:
    st.header("Where the decoder looks", anchor=False)
    halves.attention(result, part)
with right:
    st.header("How the words were chosen", anchor=False)
    halves.search(result, beam)
st.header("Step by step", anchor=False)
halves.step(name, part, result, text)
stepping.heat_maps(getattr(result, part), f"translation-{part}")

st.header("The bottleneck, measured", anchor=False)
halves.by_length()
st.header("Words it has never met", anchor=False)
halves.names_and_numbers()
frame.notice(*lesson["notice"])
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
frame.check("translation", **lesson["check"])
