"""Questions about the reader's own sentence, graded by the network's reading of it."""

import streamlit as st

from lstm_viz.studies.quiz import MARGIN, questions
from lstm_viz.ui import links, reader

from .asking import ask

KEPT = [links.Kept("questions", "quiz_seed", 0, links.number(0, 9999))]


def draw() -> int:
    """The text box and the questions, two a row; how many there are."""
    choice = reader.choose(pick_model=False, limit=40)
    links.take(KEPT)
    seed = st.session_state["quiz_seed"]
    st.header("What does the network do with your sentence?", anchor=False)
    asked = questions(choice.trace, choice.model, seed)
    for first in range(0, len(asked), 2):
        for number, column in enumerate(st.columns(2)[: len(asked) - first], first + 1):
            asking = asked[number - 1]
            key = f"{seed}-{asking.kind}-{' '.join(choice.excerpt.tokens)}"
            with column:
                ask(number, key, asking.question, asking.options, asking.right, asking.why, asking.page)
    if len(asked) < 4:
        st.info("A short text leaves little to ask. Type five words or more for all kinds of questions.")
    st.caption(
        f"Gates are compared only where their means are at least {MARGIN} apart: closer ones would be a "
        "toss of a coin."
    )
    if st.button("Other questions about this sentence", icon=":material/refresh:", key="quiz-other"):
        st.session_state.quiz_seed += 1
        st.rerun()
    return len(asked)
