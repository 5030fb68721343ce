"""Recurrence and convolution: a ConvLSTM watches dots fly and foresees the next picture."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import films
from lstm_viz.ui import frame
from lstm_viz.ui.convolution import film, network

page = lessons.load("convolution")
frame.head("Recurrence and convolution", page["promise"])
model = network.load()
sizes = model.sizes

watching, channel = film.choose(sizes["H"])
network.show(films.payload(watching, channel, sizes["k"]), key="films")
first, *others = page["notice"]
gates = network.forget_gate(watching, channel, page["forget"]) + network.flat_pictures(watching, channel)
frame.notice(f"{first} {gates}", *others)

st.header("How good are its expectations?", anchor=False)
film.errors_of(watching)

st.header("The formula, next to the LSTM's", anchor=False)
left, right = st.columns(2)
for column, name, sign in (
    (left, "LSTM: · is a product of matrices", r"\cdot"),
    (right, "ConvLSTM: ⊛ is a convolution", r"\circledast"),
):
    column.markdown(f"**{name}**")
    column.latex(network.equations(sign))
st.markdown(page["count"].format(**sizes))
answer = st.expander("The discussion question: recurrence and convolution together, what for?")
answer.markdown(page["answer"])
frame.check("convolution", **page["check"])
