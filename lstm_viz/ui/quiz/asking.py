"""Questions that are answered once: predict, then reveal; the score is kept for the visit."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lstm_viz.ui import frame, menu


def _answers() -> dict[str, tuple[int, int]]:
    """This visit's answers: key of a question → (chosen, right)."""
    return st.session_state.setdefault("quiz_answers", {})


def score() -> None:
    """How many answers were right; a button to begin anew."""
    answers = _answers()
    right = sum(chosen == true for chosen, true in answers.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        if not answers:
            st.markdown("Your score starts with your first answer; each question counts once.")
            return
        st.markdown(f"Your score in this visit: **{right} of {len(answers)}** right.")
        st.button("Start over", on_click=answers.clear, help="Forgets all answers of this visit.")


def ask(
    number: int,
    key: str,
    question: str,
    options: Sequence[str],
    right: int,
    why: str,
    page: str,
    wrong: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """One question: choose, reveal, read why; a wrong answer gets a link to the page that teaches it.

    Args:
        number: in the order of the page.
        key: of the question; answered once in a visit.
        page: file of the page that teaches the right answer.
        wrong: place of a wrong option → what is to be said of it, and the file of the page to look at.
    """
    answers = _answers()
    prompt = f"**{number}.** {frame.escape(question)}"  # the words in it are the reader's
    options = [frame.escape(option) for option in options]
    with st.container(border=True, height="stretch"):
        if key in answers:
            said = answers[key][0]
            misled, teaches = (wrong or {}).get(str(said), ("", page))
            _reveal(prompt, options, said, right, f"{misled} {why}".strip(), teaches)
            return
        st.markdown(prompt)
        chosen = st.radio(
            f"{number}. {question}",  # heard, not seen: a screen reader would read out Markdown's signs
            range(len(options)),
            index=None,
            format_func=options.__getitem__,
            key=f"quiz-{key}",
            label_visibility="collapsed",
        )
        st.button(
            f"Reveal answer {number}",
            key=f"reveal-{key}",
            disabled=chosen is None,
            on_click=answers.update,
            args=({} if chosen is None else {key: (chosen, right)},),
            help="Choose an answer first." if chosen is None else None,
        )


def _reveal(prompt: str, options: list[str], chosen: int, right: int, why: str, page: str) -> None:
    st.markdown(prompt)
    marks = {chosen: " ✗ your answer", right: " ✓ right" + (", your answer" if chosen == right else "")}
    lines = [f"- {option}{marks.get(k, '')}" for k, option in enumerate(options)]
    st.markdown("\n".join(lines))
    if chosen == right:
        st.success(f"Yes. {frame.escape(why)}", icon=":material/check:")
    else:
        st.warning(f"Not quite. {frame.escape(why)}", icon=":material/undo:")
        menu.link(page, f"Look again on “{menu.BY_FILE[page].title}”")
