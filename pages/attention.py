"""Attention: a Transformer looks back at every word at once, beside the LSTM that has to remember."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import heads
from lstm_viz.look.roles import ATTENTION, HIDDEN
from lstm_viz.ui import address, frame, links, menu, reader
from lstm_viz.ui.attention import agreement, both, pace, scale

page = lessons.load("attention")
texts = page["texts"]
frame.head("Attention: look back instead of remembering", texts["promise"])
model = both.load()
choice = reader.choose(pick_model=False, limit=model.context)
lstm_model, lstm_trace = choice.model, choice.trace
trace = both.trace(tuple(choice.excerpt.tokens))
lstm_words = heads.likeliest(lstm_model.scores(lstm_trace.hidden_state), lstm_model.vocabulary.tokens)
words = heads.likeliest(model.scores(trace.output), model.vocabulary.tokens)
expectations = [
    {"name": "LSTM", "colour": HIDDEN.colour, "words": lstm_words},
    {"name": "Transformer", "colour": ATTENTION, "words": words},
]
start = choice.start or len(trace) - 1  # the first word can only look at itself
named = {name: address.place(name) for name in ("head", "asked")}
both.show(heads.payload(trace, expectations, start, **named), key="heads")
links.write("attention-link", text=reader.told())
frame.notice(*page["notice"])

st.header("Three problems of recurrent networks", anchor=False)
facts = both.facts(choice.weights_name, tuple(choice.excerpt.tokens))
for column, problem in zip(st.columns(3), page["problems"], strict=True):
    with column.container(border=True, height="stretch"):
        st.markdown(f"**{problem['name']}**\n\n{problem['text']}")
        st.markdown(both.measured(problem, facts))
        menu.link(problem["page"], f"See it on “{menu.BY_FILE[problem['page']].title}”")

pace.show(trace.tokens, model, texts["waiting"])

st.header("Which one predicts better?", anchor=False)
st.markdown(texts["versus"])
st.dataframe(
    both.versus(lstm_model, model),
    hide_index=True,
    column_config=both.VERSUS_FORMATS,
    alt="Sizes and perplexities of both networks",
)

agreement.show(lstm_trace, trace, texts["maps"])

st.header("From ours to GPT-3", anchor=False)
st.markdown(both.about_size(model))
ours = {"parameters": model.sizes["parameters"], "bytes": float(model.facts["text_bytes"])}
scale.show(ours, key="scale")
st.markdown(texts["gpt"])

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
