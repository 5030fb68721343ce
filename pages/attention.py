"""Attention: a Transformer looks back at every word at once, beside the LSTM that has to remember."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import heads
from lstm_viz.figures import attention as figures
from lstm_viz.look.roles import ATTENTION, CELL, HIDDEN
from lstm_viz.studies import flow
from lstm_viz.ui import frame, menu, reader
from lstm_viz.ui.attention import parts as ui
from lstm_viz.ui.attention import scale, waiting
from lstm_viz.ui.charts import chart, twin

page = lessons.load("attention")
texts = page["texts"]
frame.head("Attention: look back instead of remembering", texts["promise"])
model = ui.load()
choice = reader.choose(pick_model=False, limit=model.context)
lstm_model, lstm_trace = choice.model, choice.trace
trace = ui.trace(tuple(choice.excerpt.tokens))
lstm_words = heads.likeliest(lstm_model.scores(lstm_trace.hidden_state), lstm_model.vocabulary.tokens)
words = heads.likeliest(model.scores(trace.output), model.vocabulary.tokens)
expectations = [
    {"name": "LSTM", "colour": HIDDEN.colour, "words": lstm_words},
    {"name": "Transformer", "colour": ATTENTION, "words": words},
]
start = choice.start or len(trace) - 1  # the first word can only look at itself
ui.show(heads.payload(trace, expectations, start), key="heads")
frame.notice(*page["notice"])

st.header("Three problems of recurrent networks", anchor=False)
facts = ui.facts(choice.weights_name, tuple(choice.excerpt.tokens))
for column, problem in zip(st.columns(3), page["problems"], strict=True):
    with column.container(border=True, height="stretch"):
        st.markdown(f"**{problem['name']}**\n\n{problem['text']}")
        st.markdown(ui.measured(problem, facts))
        menu.link(problem["page"], f"See it on “{menu.BY_FILE[problem['page']].title}”")

st.header("One step after the other, or all at once", anchor=False)
st.markdown(texts["waiting"])
waiting.show(trace.tokens, len(model.layers), key="waiting")
left, middle, right = st.columns(3, vertical_alignment="center")
timing = ui.timing()
chart(
    figures.work_against_length(timing.lengths, *ui.work(model, timing.lengths)),
    "Multiplications against number of words for both networks; the table below has the numbers.",
    place=left,
    key="work",
)
chart(
    figures.time_against_length(timing),
    "Milliseconds against number of words for both networks; the table below has the numbers.",
    place=middle,
    key="timing",
)
right.markdown(ui.about_timing(timing, model))
twin(
    "Steps, operations and times as a table",
    "timing-table",
    ui.timing_table(timing),
    hide_index=True,
    alt="Steps, operations and times at each length",
)

st.header("Which one predicts better?", anchor=False)
st.markdown(texts["versus"])
st.dataframe(
    ui.versus(lstm_model, model),
    hide_index=True,
    column_config=ui.VERSUS_FORMATS,
    alt="Sizes and perplexities of both networks",
)

st.header("Does attention look where the memory comes from?", anchor=False)
st.markdown(texts["maps"])
memory, attention = flow.memory_shares(lstm_trace), flow.attention_shares(trace)
left, right = st.columns(2)
chart(
    figures.shares_map(memory, trace.tokens, "LSTM: memory written by", CELL.colour),
    "Which words wrote the memory, at each word; the table below has the numbers.",
    place=left,
    key="shares-memory",
)
chart(
    figures.shares_map(attention, trace.tokens, "Transformer: attention to", ATTENTION),
    "Which words attention reaches, at each word; the table below has the numbers.",
    place=right,
    key="shares-attention",
)
st.markdown(ui.about_agreement(memory, attention, trace.tokens))
if len(trace) > 3:
    near = flow.nearness(len(trace))
    pairs = ((memory, attention), (memory, near), (attention, near))
    chart(
        figures.agreement([flow.rank_agreement(*pair) for pair in pairs], trace.tokens),
        "Rank correlation of memory and attention at each word; the table below has the shares.",
        key="agreement",
    )
twin(
    "The shares at one word as a table",
    "shares-table",
    lambda: ui.shares_table(memory, attention, trace.tokens),
    hide_index=True,
    alt="Shares of every word so far",
)

st.header("From ours to GPT-3", anchor=False)
st.markdown(ui.about_size(model))
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
