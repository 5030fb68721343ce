"""Quiz: predictions about the reader's own sentence, two polls, three questions to discuss."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.studies.quiz import questions
from lstm_viz.ui import frame, menu, reader
from lstm_viz.ui.quiz import asking as quiz

page = lessons.load("quiz")
frame.head("Quiz: predict, then reveal", page["promise"])
quiz.score()
choice = reader.choose(pick_model=False, limit=40)
seed = st.session_state.setdefault("quiz_seed", 0)

st.header("What does the network do with your sentence?", anchor=False)
asked = questions(choice.trace, choice.model, seed)
for first in range(0, len(asked), 2):
    for number, column in enumerate(st.columns(2)[: len(asked) - first], first + 1):
        asking = asked[number - 1]
        key = f"{seed}-{asking.kind}-{' '.join(choice.excerpt.tokens)}"
        with column:
            quiz.ask(number, key, asking.question, asking.options, asking.right, asking.why, asking.page)
if len(asked) < 4:
    st.info("A short text leaves little to ask. Type five words or more for all kinds of questions.")
if st.button("Other questions about this sentence", icon=":material/refresh:"):
    st.session_state.quiz_seed += 1
    st.rerun()

st.header("Two polls", anchor=False)
for number, (column, poll) in enumerate(zip(st.columns(2), page["polls"], strict=True), len(asked) + 1):
    with column:
        quiz.ask(number, f"poll-{poll['page']}-{poll['right']}", **poll)

st.header("To discuss", anchor=False)
st.markdown("There is no single right answer here. Talk about it first, then unfold ours.")
for number, question in enumerate(page["discussion"], 1):
    with st.container(border=True):
        st.markdown(f"**{question['question']}**")
        with st.expander(f"Our answer to discussion question {number}"):
            st.markdown(question["answer"])
            menu.link(question["page"], f"See it on “{menu.BY_FILE[question['page']].title}”")
