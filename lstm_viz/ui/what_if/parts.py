"""What several experiments share: a word to stand at, charts, table twins, the closing block."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.figures import courses
from lstm_viz.figures.grid import numbered
from lstm_viz.look.narration import show
from lstm_viz.studies.surprise import likeliest
from lstm_viz.ui import frame
from lstm_viz.ui.charts import chart, twin
from lstm_viz.ui.choice import one_of

APART = "0 same … 1 farthest"
APART_MEANS = (
    "*Distance*: the length of the difference of two states, as a share of both lengths together; 1 where "
    "they point in opposite directions. *Divergence* (Jensen–Shannon, in bits) is for the expected next "
    "words: 0 where both readings give every word the same probability, 1 where no word is expected by both."
)
LESSONS = lessons.load("what_if")


def choose_word(label: str, tokens: list[str], key: str, default: int = -1) -> int:
    """A step 0…T − 1 of the reader's choice; the default where it is not in the text or was made for
    another text."""
    names, state = numbered(tokens), st.session_state
    chosen_in = state.get(f"{key}-of", tokens)  # nothing yet where a link chose the word
    if chosen_in != tokens or state.get(key) not in range(len(tokens)):
        state[key] = default % len(tokens)
    state[f"{key}-of"] = tokens
    return st.selectbox(
        label,
        range(len(tokens)),
        format_func=lambda t: names[t],
        key=key,
        persist_state="session",
    )


def choose_unit(H: int, key: str, default: int) -> int:
    """A unit 0…H − 1 of the reader's choice."""
    if st.session_state.get(key) not in range(H):
        st.session_state[key] = default
    return int(st.number_input(f"Unit (0 to {H - 1})", 0, H - 1, key=key, persist_state="session"))


def choose_one(label: str, options: dict[str, str], key: str, help: str | None = None) -> str:
    """One of a few named options, in one row; gives the name's key."""
    if st.session_state.get(key) not in options:
        st.session_state[key] = next(iter(options))
    return one_of(
        st.segmented_control,
        label, list(options), format_func=options.get, key=key, help=help, wrap=True,
        persist_state="session",
    )  # fmt: skip


def formula(*formulas: str) -> None:
    """Formulas in the running text, so that on a small screen they wrap instead of scrolling."""
    st.markdown(" &emsp; ".join(rf"$\displaystyle {formula}$" for formula in formulas))


def close(name: str) -> None:
    """*What to notice* and *Check yourself* of an experiment."""
    lesson = LESSONS[name]
    frame.notice(*lesson["notice"])
    frame.check(f"what-if-{name}", **lesson["check"])


def predictions(states: dict, key: str) -> None:
    """The likeliest next words of several readings as bars side by side, with a table twin.

    Args:
        states: name of the reading → the model that reads and its h, (H,).
    """
    shares = likeliest(states)
    chart(
        courses.side_by_side(shares, "Likeliest next words"),
        "; ".join(f"{name}: {_most(row)}" for name, row in shares.items()),
        key=key,
    )
    words = list(next(iter(shares.values())))
    twin(
        "The probabilities as a table",
        f"{key}-table",
        {"next word": [show(w) for w in words]} | {n: list(r.values()) for n, r in shares.items()},
        height=320,
    )


def _most(shares: dict[str, float]) -> str:
    word = max(shares, key=shares.__getitem__)
    return f"“{show(word)}” {shares[word]:.0%}"
