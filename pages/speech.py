"""Speech: an LSTM hears a spoken digit, 20 milliseconds at a time."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, stepping
from lstm_viz.ui.speech import hearing, quality

page = lessons.load("speech")
frame.head(
    "Speech: which digit was spoken?",
    "The same cell, another input: instead of words it reads **sound**, frame by frame. Play a sample "
    "or record your own voice, and watch the network make up its mind.",
)
utterance = hearing.choose()
if utterance:
    st.markdown(hearing.heard(utterance))
    hearing.step(utterance)

    title, control = st.columns([2, 1], vertical_alignment="bottom")
    title.header("Sound, verdict and units on one axis", anchor=False)
    title.markdown(
        "The frame marks the current 20 ms, the triangles the chosen unit. **Click** any spot to go "
        "there. In the spectrogram each row is a **mel band**, a range of tones: narrow for low tones, "
        "wide for high ones, much as the ear tells them apart."
    )
    with control:
        stepping.choose_order("speech")
    hearing.together(utterance)

st.header("How good is it?", anchor=False)
quality.show()
st.markdown(
    "Six people, 2,700 recordings: that is little. A voice with another accent, a child's voice or a "
    "noisy room is often heard wrongly."
)

frame.notice(*page["notice"])
st.header("The formula", anchor=False)
st.latex(r"x_t = \tfrac13 \left(\log \mathrm{mel}_t - m_t\right)")
st.latex(r"p_t = \mathrm{softmax}(W \cdot h_t + b)")
st.markdown(
    r"$\log\mathrm{mel}_t$ are the 40 numbers of frame $t$ and $m_t$ is the mean of all numbers so far: with it "
    "taken out, it does not matter how loud the sound is. $h_t$ is the hidden state after the frame. The answer "
    "is $p_T$, after the last of the $T$ frames; each $p_t$ before is the answer to the sound cut off there."
)
frame.check("speech", **page["check"])
