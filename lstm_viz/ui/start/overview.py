"""Glossary and further reading of the Start page."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.ui import frame, menu
from lstm_viz.ui.choice import typed


def glossary() -> None:
    """Every term under a link to the page where it can be seen; a box narrows the list."""
    terms = lessons.load("glossary")
    wanted = st.text_input(
        "Find a term", key="glossary", placeholder="gate, softmax, memory …", live="250ms"
    )
    wanted = typed(wanted, 60)
    sought = wanted.strip().casefold()
    found = [term for term in terms if sought in f"{term['term']} {term['meaning']}".casefold()]
    if not found:
        st.info(f"No term has “{frame.escape(wanted.strip())}” in it. Try a shorter word.")
    pages = [entry for entry in menu.PAGES if any(term["page"] == entry.file for term in found)]
    columns = st.columns(2)
    for k, entry in enumerate(pages):
        with columns[k % 2].container(border=True):
            menu.link(entry.file, f"See these on **{entry.title}**")
            st.markdown(
                "\n".join(
                    f"- **{term['term']}**: {frame.escape(term['meaning'])}"
                    for term in found
                    if term["page"] == entry.file
                )
            )


def further_reading() -> None:
    """What to read next, and why."""
    lines = [
        "- [{title}]({url}) ({by}). {why}".format(**item) for item in lessons.load("further_reading")
    ]
    st.markdown("\n".join(lines))
