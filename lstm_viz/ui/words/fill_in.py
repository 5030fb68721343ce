"""Fill in the blank: guess, reveal, and take the context away."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz import lessons
from lstm_viz.figures.context import expected, parting
from lstm_viz.inputs.text import TextError, excerpt, join, words
from lstm_viz.models.language import DEFAULT
from lstm_viz.studies import context
from lstm_viz.ui import frame, reader
from lstm_viz.ui.charts import STILL, chart, twin
from lstm_viz.ui.choice import one_of, typed

LESSON, OWN = "the player and the bear", "my own sentence"
MOST = 60  # words of the reader's own sentence that are read
LONGEST = 5000  # characters of it, and so no more words
ARTICLES = ("the", "a", "an")


@st.cache_data(max_entries=256, show_spinner=False)
def _after(tokens: tuple[str, ...], n: int, skip: tuple[str, ...]) -> context.Expectation:
    return context.after_last(reader.load(DEFAULT), list(tokens), n, skip)


def draw() -> None:
    page = lessons.load("words")
    st.markdown(
        "Fill in the blank **before** the network does. Then take words away and watch what it still "
        "knows."
    )
    which = one_of(
        st.segmented_control,
        "Sentences",
        [LESSON, OWN],
        default=LESSON,
        wrap=True,
        key="blank-which",
        persist_state="session",
        label_visibility="collapsed",
    )
    if which == OWN:
        sentences = _own()
        if sentences is None:
            return
    else:
        sentences = [(blank["short"], tuple(words(blank["text"]))) for blank in page["blanks"]]
    columns = st.columns(len(sentences))
    for column, (name, tokens) in zip(columns, sentences, strict=True):
        column.text_input(
            f"{frame.escape(join(list(tokens), 'words').capitalize())} \\_\\_\\_\\_",
            key=f"guess-{name}",
            persist_state="session",
            placeholder="Your guess",
        )
    if not st.toggle("Show what the network expects", key="blank-shown", persist_state="session"):
        st.caption(
            "Guess first: what comes next? The network has read the same words, and nothing else."
        )
        return
    longest = max(len(tokens) for _, tokens in sentences)
    if st.session_state.get("blank-longest") != longest:  # other sentences: all of their words
        st.session_state["blank-longest"] = st.session_state["blank-n"] = longest
    n = longest
    if longest > 1:
        n = st.slider(
            "How much context do we need? Read only the last … words",
            1,
            longest,
            key="blank-n",
            persist_state="session",
            help="The network starts from nothing and reads only so many words before the blank.",
        )
    skips = st.toggle(
        "Skip “the”, “a”, “an”",
        True,
        key="blank-skip",
        persist_state="session",
        help="Where the network expects an article, it reads it too and goes one word further: what "
        "you see is "
        "the first word that is none. Switched off, you see the very next word.",
    )
    skip = ARTICLES if skips else ()
    # one scale for all, so that equal bars are equal probabilities
    longest_bar = max(_after(tokens, min(n, len(tokens)), skip).best(1)[0][1] for _, tokens in sentences)
    columns = st.columns(len(sentences))
    for column, (name, tokens) in zip(columns, sentences, strict=True):
        _show(column, name, tokens, min(n, len(tokens)), skip, longest_bar)
    if len(sentences) == 2:
        _compare(sentences, longest, n, skip)
    lesson = page["parts"]["fill_in"]
    lesson = lesson["own"] if which == OWN else lesson
    frame.notice(*lesson["notice"])
    frame.check(f"words-fill_in-{which}", **lesson["check"])


def _own() -> list[tuple[str, tuple[str, ...]]] | None:
    text = st.text_input(
        "Your sentence, up to the blank",
        "I am so thirsty, I need a glass of",
        key="blank-text",
        persist_state="session",
    )
    whole = typed(text, 1_000_000)
    if len(whole) > LONGEST:
        st.info(f"Your text has {len(whole):,} characters. The last {LONGEST:,} are looked at here.")
    try:
        part = excerpt(whole[-LONGEST:], "words", LONGEST)
    except TextError as problem:
        st.warning(str(problem), icon=":material/edit:")
        return None
    if part.total > MOST:
        st.info(
            f"Your text has {part.total:,} words and signs. The network reads the last {MOST} of them here: "
            "those before the blank."
        )
    return [("my sentence", tuple(part.tokens[-MOST:]))]


def _show(
    column: DeltaGenerator,
    name: str,
    tokens: tuple[str, ...],
    n: int,
    skip: tuple[str, ...],
    longest_bar: float,
) -> None:
    model = reader.load(DEFAULT)
    found = _after(tokens, n, skip)
    left_out, read = (
        join(list(tokens[: len(tokens) - n]), "words"),
        join(list(tokens[len(tokens) - n :]), "words"),
    )
    column.markdown(
        (f":gray[~~{frame.escape(left_out)}~~] " if left_out else "")
        + f"**{frame.escape(read)} \\_\\_\\_\\_**"
    )
    unknown = [token for token in dict.fromkeys(found.tokens) if token not in model.vocabulary]
    if unknown:
        listed = frame.escape(", ".join(unknown))
        column.caption(f"Unknown to the network, read as “rare word”: {listed}")
    guess = next(iter(words(typed(st.session_state.get(f"guess-{name}"), 40))), "")
    best = found.best()
    chart(
        expected(best, guess, longest_bar),
        f"What the network expects after the last {n} words: "
        + ", ".join(f"{word} {100 * p:.0f} %" for word, p in best[:4]),
        place=column,
        key=f"blank-bars-{name}",
        config=STILL,
    )
    if guess:
        place = found.place(guess)
        column.markdown(
            f"Your guess **{frame.escape(guess)}** is number **{place[0]:,}** of "
            f"{len(found.vocabulary):,}, "
            f"with {100 * place[1]:.2g} %."
            if place
            else f"Your guess **{frame.escape(guess)}** is not among the {len(found.vocabulary):,} "
            f"words "
            f"the network knows."
        )


def _compare(
    sentences: list[tuple[str, tuple[str, ...]]], longest: int, n: int, skip: tuple[str, ...]
) -> None:
    differences = [
        context.difference(*(_after(tokens, min(k, len(tokens)), skip) for _, tokens in sentences))
        for k in range(1, longest + 1)
    ]
    st.markdown(
        f"With the last **{n}** word{'s' * (n > 1)} the two lists are "
        f"**{100 * differences[n - 1]:.0f} %** apart "
        "(0 %: the same, 100 %: nothing in common)."
    )
    chart(
        parting(differences, n),
        "How far apart the two predictions are, by words of context: "
        + ", ".join(f"{k}: {100 * d:.0f} %" for k, d in enumerate(differences, 1)),
        key="blank-parting",
        config=STILL,
    )
    twin(
        "The same as a table",
        "blank-table",
        {"words of context": list(range(1, longest + 1)), "apart": differences},
        hide_index=True,
        column_config={"apart": st.column_config.NumberColumn(format="percent")},
    )
