"""What the sentiment page shows: readings of sentences, their curves, and the table of turned words."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.figures.verdict import verdict_curve
from lstm_viz.inputs.clitics import english
from lstm_viz.inputs.text import EmptyText
from lstm_viz.look.narration import percent
from lstm_viz.models import sentiment
from lstm_viz.ui import address, links, stepping
from lstm_viz.ui.charts import chart, twin

SHOWN = "sentiment-shown"  # key of the choice which of the two sentences is stepped through
KEPT = [links.Kept("sentence", SHOWN, 0, links.one(range(2)))]


@st.cache_resource(show_spinner=False)
def load() -> sentiment.SentimentModel:
    """The shipped model, loaded once for all visitors."""
    return sentiment.SentimentModel.load()


@st.cache_resource(max_entries=256, show_spinner=False)  # shared, not copied: nobody writes to it
def trace(tokens: tuple[str, ...]) -> sentiment.SentimentTrace:
    """The recorded pass over these tokens."""
    return load().trace(list(tokens))


def read(text: str, name: str) -> sentiment.SentimentTrace | None:
    """The pass over a text, after saying what is odd about it; None where there is nothing to read."""
    tokens = english(text[:100_000])
    if not tokens:
        st.warning(
            f"{name}: {EmptyText('There is nothing to judge yet: type a sentence about a film.')}"
        )
        return None
    if len(tokens) > sentiment.LONGEST:
        st.info(
            f"{name} has {len(tokens):,} words and signs. The network reads the first "
            f"{sentiment.LONGEST} here."
        )
    found = trace(tuple(tokens[: sentiment.LONGEST]))
    if not any(found.known):
        st.warning(
            f"{name}: the network knows none of these words and reads each as “rare word”. "
            "Try everyday English words."
        )
    return found


def verdict(trace: sentiment.SentimentTrace) -> str:
    """The answer after the last word, as a sentence."""
    p = float(trace.positive[-1])
    side, sure = ("positive", p) if p >= 0.5 else ("negative", 1 - p)
    return f"**{side}**, {percent(sure)} sure"


def curve(trace: sentiment.SentimentTrace, key: str, title: str) -> None:
    """The verdict after every word."""
    p = trace.positive
    chart(
        verdict_curve(trace, title),
        "Probability of positive after each word: "
        + ", ".join(
            f"{token} {100 * value:.0f} %" for token, value in zip(trace.tokens, p, strict=True)
        ),
        key=key,
    )


def step(trace: sentiment.SentimentTrace, share: dict[str, str]) -> None:
    """The stepper over one sentence, its verdict as the panel of probabilities."""
    model = load()
    stepping.step(
        trace,
        "sentiment",
        start=min(address.number("t", len(trace)) - 1, len(trace) - 1),
        marks=stage.unknown_words(model.vocabulary, trace),
        model="sentiment",
        share=share,
        next=stage.readout(
            trace.scores,
            list(sentiment.VERDICTS),
            "What is the verdict so far?",
            "What the network would answer if the sentence ended after this word.",
        ),
    )


def turned(pairs: list[list[str]]) -> list[dict]:
    """For each pair of opposites the share of “positive” of “the film is X” and “the film is not X”."""
    rows = []
    for pair in pairs:
        for word in pair:
            plain, negated = (
                float(trace(tuple(english(f"The film is {turn}{word}."))).positive[-1])
                for turn in ("", "not ")
            )
            rows.append(
                {
                    "word": word,
                    "is …": plain,
                    "is not …": negated,
                    "moved by": 100 * (negated - plain),
                }
            )
    return rows


@st.cache_data(show_spinner=False)
def negated() -> list[dict]:
    """What the network says of every negated sentence of `lessons/negation.json`."""
    rows = []
    for meant, texts in lessons.load("negation").items():
        for text in texts:
            positive = float(load().trace(text).positive[-1])
            said = sentiment.VERDICTS[positive >= 0.5]
            rows.append({"sentence": text, "meant": meant, "positive": positive, "right": said == meant})
    return rows


def measured() -> None:
    """How often the network is right: on reviews, as measured after the training, and on negations, now."""
    rows, facts = negated(), load().facts
    left, right = st.columns(2)
    left.metric(
        "on sentences of reviews",
        f"{100 * float(facts['accuracy']):.1f} %",
        help="872 sentences of film reviews, the development set of GLUE's SST-2, none of which it was "
        "trained on. Half right would be guessing.",
    )
    right.metric(
        "on negated sentences",
        f"{sum(row['right'] for row in rows)} of {len(rows)}",
        help="Computed now with the network on this page. It was trained on negated phrases made by rule, "
        "but on none of these sentences and none of their patterns.",
    )
    twin(
        "Every negated sentence",
        "sentiment-negated",
        rows,
        column_config={"positive": st.column_config.NumberColumn(format="percent")},
        alt="Share of positive for each negated sentence, and whether the verdict is right",
    )


def turning(pairs: list[list[str]]) -> None:
    """What “not” does to a word and to its opposite, as a table."""
    # narrow, so that a phone shows all of them
    percent = st.column_config.NumberColumn(format="percent", width="small")
    points = st.column_config.NumberColumn(
        format="%+.1f", width="small", help="What “not” changes, in percentage points, up or down"
    )
    st.dataframe(
        turned(pairs),
        column_config={
            "word": st.column_config.TextColumn(width="small"),
            "is …": percent,
            "is not …": percent,
            "moved by": points,
        },
        alt="Share of positive with and without “not”",
    )
