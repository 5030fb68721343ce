"""Sentiment: an LSTM judges a sentence, and its verdict can be read after every word."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, links, stepping, two_texts
from lstm_viz.ui.choice import one_of
from lstm_viz.ui.sentiment import verdict

frame.head(
    "Sentiment: is this a good review?",
    "The network reads word by word and answers after the last one: **positive** or **negative**. "
    "Watch the verdict turn on the way, and see what the word “not” does to the memory.",
)
lesson = lessons.load("sentiment")
texts = two_texts.choose("sentiment", lesson["examples"], ("First sentence", "Second sentence"))
names = ("First sentence", "Second sentence")
traces = [verdict.read(text, name) for text, name in zip(texts, names, strict=True)]
readable = [k for k in range(2) if traces[k]]
if readable:
    links.take(verdict.KEPT)
    if st.session_state[verdict.SHOWN] not in readable:
        st.session_state[verdict.SHOWN] = readable[0]
    shown = one_of(
        st.segmented_control,
        "Step through",
        readable,
        format_func=lambda k: (
            f"{names[k].lower()}: {'positive' if traces[k].positive[-1] >= 0.5 else 'negative'}"
        ),
        key=verdict.SHOWN,
        persist_state="session",
    )
    trace = traces[shown]
    st.markdown(f"Verdict on the {names[shown].lower()}: {verdict.verdict(trace)}.")
    share = {"text": texts[0], "beside": texts[1], "sentence": str(shown)}
    verdict.step(trace, {name: value[: links.LONGEST] for name, value in share.items()})

    st.header("The verdict after every word", anchor=False)
    st.markdown("▲ above the dotted line the network leans to positive, ▼ below it to negative.")
    for column, k in zip(st.columns(len(readable)), readable, strict=True):
        with column:
            key = "sentiment-chart-verdict" if k == shown else "sentiment-other-verdict"
            verdict.curve(traces[k], key, names[k])
    stepping.heat_maps(trace, "sentiment")

st.header("What “not” does", anchor=False)
st.markdown(
    "How positive the network finds “The film is good.” and “The film is not good.”, for words and "
    "opposites."
)
verdict.turning(lesson["pairs"])

st.header("How good is it?", anchor=False)
verdict.measured()

frame.notice(*lesson["notice"])
st.header("The formula", anchor=False)
st.latex(r"p_t = \mathrm{softmax}(W \cdot h_t + b)")
st.markdown(
    "$h_t$ is the hidden state after word $t$; $W$ (2 × H) and $b$ were learned together with the LSTM. "
    "The answer is $p_T$, after the last of the $T$ words."
)
frame.check("sentiment", **lesson["check"])
