"""The pages in the order of the workshop: the one list that the menu, the links and the tour follow."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

FOLDER = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Entry:
    """One page of the menu."""

    file: str  # its one name: pages/FILE.py, ui/FILE/, lessons/FILE.json, tests/pages/test_FILE.py
    title: str
    icon: str
    promise: str  # what its link says after “Next”
    section: str = ""  # the menu's heading that it stands under; "" stands directly in the menu


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
    Entry("playground", "Playground", ":material/tune:", "wire a memory by hand", "Memory"),
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
    Entry(
        "own", "Your own LSTM", ":material/upload_file:", "open a network of yours and step it", "Beyond"
    ),
    Entry("quiz", "Quiz", ":material/quiz:", "predict what the network does with your words", "Beyond"),
    Entry("classroom", "Classroom", ":material/groups:", "predict and explore together", "Beyond"),
)
BY_FILE = {entry.file: entry for entry in PAGES}


def page(file: str) -> StreamlitPage:
    """A page as `st.navigation` and `st.page_link` take it."""
    entry = BY_FILE[file]
    default = file == DEFAULT
    return st.Page(
        FOLDER / f"{file}.py",
        title=entry.title,
        icon=entry.icon,
        default=default,
        url_path="home" if default else None,  # its own name stays free for the alias below
    )


def pages() -> dict[str, list]:
    """The menu for `st.navigation`: pages by section."""
    menu: dict[str, list] = {}
    for entry in PAGES:
        menu.setdefault(entry.section, []).append(page(entry.file))
    entry = BY_FILE[DEFAULT]
    alias = st.Page(FOLDER / f"{DEFAULT}.py", title=entry.title, url_path=DEFAULT, visibility="hidden")
    menu[""].append(alias)
    return menu


def file_of(title: str) -> str:
    """The file of the page with this title."""
    return next(entry.file for entry in PAGES if entry.title == title)


HELD = "held"  # in a link to Gates from another page: a hold, as often as there are holds


def link(file: str, label: str | None = None, icon: str | None = None, **more: Any) -> None:
    """A link to a page, named by its file.

    Args:
        label, icon: else the page's own.  more: as for `st.page_link`.
    """
    entry = BY_FILE[file]
    st.page_link(page(file), label=label or entry.title, icon=icon or entry.icon, **more)


def after(file: str) -> Entry:
    """The page that follows this one; the first follows the last."""
    files = [entry.file for entry in PAGES]
    return PAGES[(files.index(file) + 1) % len(PAGES)]


def foot(file: str) -> None:
    """What stands at the foot of every page: the way to the next one."""
    entry = after(file)
    st.divider()
    link(entry.file, f"Next: **{entry.title}** – {entry.promise}", ":material/arrow_forward:")
