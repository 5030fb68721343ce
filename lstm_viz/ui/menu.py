"""The pages in the order of the workshop: the one list that the menu, the links and the tour follow."""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Entry:
    """One page of the menu."""

    file: str  # inside app_pages/, without .py
    title: str
    icon: str
    promise: str  # what its link says after “Next”
    section: str = ""  # the menu's heading that it stands under; "" stands directly in the menu

    @property
    def path(self) -> str:
        return f"app_pages/{self.file}.py"


DEFAULT = "gates"  # served at the bare address
PAGES = (
    Entry("start", "Start here", ":material/flag:", "a tour through all pages, and a glossary"),
    Entry("gates", "Gates", ":material/memory:", "watch an LSTM read your sentence"),
    Entry(
        "words", "Words as numbers", ":material/pin:", "how a network turns words into numbers", "Words"
    ),
    Entry(
        "word2vec", "word2vec", ":material/hub:", "learn what words mean from their neighbours", "Words"
    ),
    Entry("recurrence", "Recurrence", ":material/repeat:", "a network with a past", "Memory"),
    Entry("memory", "Short-term memory", ":material/timelapse:", "why plain networks forget", "Memory"),
    Entry(
        "what_if", "What if", ":material/science:", "hold a gate, ask where a memory came from", "Memory"
    ),
    Entry("sentiment", "Sentiment", ":material/mood:", "is this a good review?", "Applications"),
    Entry(
        "speech", "Speech", ":material/mic:", "hear a digit, 20 milliseconds at a time", "Applications"
    ),
    Entry(
        "translation", "Translation", ":material/translate:", "one reads, another writes", "Applications"
    ),
    Entry("generation", "Generation", ":material/casino:", "let the network write", "Applications"),
    Entry(
        "attention", "Attention", ":material/visibility:", "look back instead of remembering", "Beyond"
    ),
    Entry(
        "convolution", "Recurrence and convolution", ":material/grid_on:", "remember pictures", "Beyond"
    ),
    Entry("quiz", "Quiz", ":material/quiz:", "predict what the network does with your words", "Beyond"),
)
BY_FILE = {entry.file: entry for entry in PAGES}


def pages() -> dict[str, list]:
    """The menu for `st.navigation`: pages by section."""
    menu = {}
    for entry in PAGES:
        page = st.Page(entry.path, title=entry.title, icon=entry.icon, default=entry.file == DEFAULT)
        menu.setdefault(entry.section, []).append(page)
    return menu


def file_of(title: str) -> str:
    """The file of the page with this title."""
    return next(entry.file for entry in PAGES if entry.title == title)


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
    st.page_link(
        entry.path, label=f"Next: **{entry.title}** – {entry.promise}", icon=":material/arrow_forward:"
    )
