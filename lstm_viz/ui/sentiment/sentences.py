"""Two sentences side by side: one to step through, the verdict after every word of both."""

import streamlit as st

from lstm_viz.models import sentiment
from lstm_viz.ui import links, stepping, two_texts
from lstm_viz.ui.choice import one_of

from . import verdict

NAMES = ("First sentence", "Second sentence")


def draw(examples: list[dict]) -> None:
    """The sentences' boxes, and all that follows from what can be read of them."""
    texts = two_texts.choose("sentiment", examples, NAMES)
    read = {k: verdict.read(texts[k], NAMES[k]) for k in range(len(NAMES))}
    traces = {k: trace for k, trace in read.items() if trace}
    if not traces:
        return
    shown = _choose(traces)
    trace = traces[shown]
    st.markdown(f"Verdict on the {NAMES[shown].lower()}: {verdict.verdict(trace)}.")
    share = {"text": texts[0], "beside": texts[1], "sentence": str(shown)}
    verdict.step(trace, {name: value[: links.LONGEST] for name, value in share.items()})

    st.header("The verdict after every word", anchor=False)
    st.markdown("▲ above the dotted line the network leans to positive, ▼ below it to negative.")
    for column, k in zip(st.columns(len(traces)), traces, strict=True):
        with column:
            key = "sentiment-chart-verdict" if k == shown else "sentiment-other-verdict"
            verdict.curve(traces[k], key, NAMES[k])
    stepping.heat_maps(trace, "sentiment")


def _choose(traces: dict[int, sentiment.SentimentTrace]) -> int:
    """Which of the readable sentences is stepped through."""
    links.take(verdict.KEPT)
    if st.session_state[verdict.SHOWN] not in traces:
        st.session_state[verdict.SHOWN] = next(iter(traces))
    return one_of(
        st.segmented_control,
        "Step through",
        list(traces),
        format_func=lambda k: (
            f"{NAMES[k].lower()}: {'positive' if traces[k].positive[-1] >= 0.5 else 'negative'}"
        ),
        key=verdict.SHOWN,
        persist_state="session",
    )
