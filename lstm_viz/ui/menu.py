"""The pages in the order of the workshop: the one list that the menu, the links and the tour follow."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Entry:
    """One page of the menu."""

    file: str  # inside pages/, without .py
    title: str
    icon: str
    promise: str  # what its link says after “Next”

    @property
    def path(self) -> str:
        return f"pages/{self.file}.py"


DEFAULT = "gates"  # served at the bare address
PAGES = (
    Entry("gates", "Gates", ":material/memory:", "watch an LSTM read your sentence"),
)
BY_FILE = {entry.file: entry for entry in PAGES}


def pages() -> list:
    """The menu for `st.navigation`."""
    return [
        st.Page(entry.path, title=entry.title, icon=entry.icon, default=entry.file == DEFAULT)
        for entry in PAGES
    ]


def after(title: str) -> Entry:
    """The page that follows the one with this title; the first follows the last."""
    titles = [entry.title for entry in PAGES]
    return PAGES[(titles.index(title) + 1) % len(PAGES)]


def link(file: str, label: str | None = None):
    """A link to a page, named by its file."""
    entry = BY_FILE[file]
    st.page_link(entry.path, label=label or entry.title, icon=entry.icon)


def foot(title: str):
    """What stands at the foot of every page: the way to the next one."""
    entry = after(title)
    st.divider()
    st.page_link(entry.path, label=f"Next: **{entry.title}** – {entry.promise}", icon=":material/arrow_forward:")
