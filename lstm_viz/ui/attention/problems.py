"""Three problems of recurrent networks, each with what the reader's own text says of it."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.look.narration import brief, places, signed
from lstm_viz.studies import flow
from lstm_viz.ui import frame, menu, reader

from . import networks

_TEXTS = lessons.load("attention")["texts"]


def draw(problems: list[dict], choice: reader.Choice) -> None:
    """The section: a card for each problem, and the page that shows it."""
    st.header("Three problems of recurrent networks", anchor=False)
    found = facts(choice.weights_name, tuple(choice.excerpt.tokens))
    for column, problem in zip(st.columns(3), problems, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{problem['name']}**\n\n{problem['text']}")
            st.markdown(measured(problem, found))
            menu.link(problem["page"], f"See it on “{menu.BY_FILE[problem['page']].title}”")


VANISHED = 0.1  # of the pull at the nearest word: below it, little is left to learn from


@st.cache_data(max_entries=128, show_spinner=False)
def facts(name: str, tokens: tuple[str, ...]) -> dict:
    """What both networks did with a text: `flow.problems`, and how hard the last mistake pulls at the
    first word, as a share of its pull at the word before it."""
    found = flow.problems(reader.trace(name, tokens), networks.trace(tokens))
    if len(tokens) > 1:
        pulls = flow.slopes(reader.load(name), networks.load(), list(tokens))
        ratios = (float(pull[0] / pull[-1]) for pull in pulls)
        found |= dict(zip(("lstm_slope", "slope"), ratios, strict=True))
        found |= {"steps": len(tokens) - 1, "first": tokens[0], "last": tokens[-1]}
    return found


def measured(problem: dict, facts: dict) -> str:
    """What a text says of a problem, with the facts of `facts`; it need not bear it out."""
    if facts["tokens"] == 1 and problem["key"] != "steps":
        return _TEXTS["one_word"]
    otherwise = {
        "gradient": facts.get("lstm_slope", 0) >= VANISHED,
        "memory": facts["early_attention"] <= facts["early"],
        "steps": facts["tokens"] <= facts["layers"],
    }
    text = problem["otherwise" if otherwise[problem["key"]] else "measured"]
    words = {name: frame.escape(brief(facts[name])) for name in ("first", "last") if name in facts}
    slopes = {name: share(facts[name]) for name in ("lstm_slope", "slope") if name in facts}
    return text.format(**{**facts, **words, **slopes})


def share(value: float) -> str:
    """A share in percent that shows two significant digits, however small.

    >>> share(0.634), share(0.0045), share(0.1)
    ('63 %', '0.45 %', '10 %')
    """
    percent = 100 * value
    return f"{signed(percent, 0 if percent >= 9.95 else places(percent, 2))} %"
