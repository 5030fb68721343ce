"""Two polls and three questions to discuss: write first, then read another answer."""

import streamlit as st

from lstm_viz.ui import menu

from .asking import ask


def polls(asked: list[dict], first: int) -> None:
    """The polls side by side, numbered from `first`."""
    st.header("Two polls", anchor=False)
    for number, (column, poll) in enumerate(zip(st.columns(2), asked, strict=True), first):
        with column:
            ask(number, f"poll-{poll['page']}-{poll['right']}", **poll)


def discussion(questions: list[dict]) -> None:
    """Each question with a box to write in and an answer that unfolds."""
    st.header("To discuss", anchor=False)
    st.markdown(
        "There is no single right answer here. Write yours down first, then unfold ours and compare. "
        "Nobody marks what you write or gets to see it: this page keeps it for your visit and sends it "
        "nowhere."
    )
    for number, question in enumerate(questions, 1):
        with st.container(border=True):
            st.markdown(f"**{question['question']}**")
            st.text_area(
                f"Your answer to discussion question {number}",
                key=f"written-{number}",
                persist_state="session",
                placeholder="Two or three sentences in your own words",
            )
            with st.expander(f"Our answer to discussion question {number}"):
                st.markdown(question["answer"])
                menu.link(question["page"], f"See it on “{menu.BY_FILE[question['page']].title}”")
