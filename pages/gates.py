"""Gates: type a sentence and watch a trained LSTM read it."""

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.browser.engine import payload as engine
from lstm_viz.studies import stories
from lstm_viz.ui import component, downloads, frame, reader, stepping
from lstm_viz.ui.gates import head, over_time, trials, twin

reader.restore()
trials.restore()
choice = reader.read(*(head.asked() if head.embedded() else head.line()))
model, trace = choice.model, choice.trace
key = "gates-stepper"


def on_take() -> None:
    if taken := component.taken(key, len(trace)):
        reader.take(*taken, trace.tokens, model.facts["tokenizer"])


tried = trials.tried()
parts = head.embedded()
stepping.step(
    trace,
    "gates",
    on_take=on_take,
    on_text=lambda: trials.hear(component.event(key, "text")),
    marks=stage.unknown_words(model.vocabulary, trace),
    model=choice.weights_name,
    step_name=choice.step_name,
    start=choice.start,
    unit=choice.unit,
    share=choice.share,
    next=stage.next_words(model, trace),
    map=stage.word_map(model, trace),
    grid=trials.grid(choice.weights_name),
    level=st.session_state["gates-level"],
    show=parts,
    names=trials.named_units(choice.weights_name),
    captions=stories.captions(model, choice.weights_name, trace, reader.kept("example"), choice.unit),
    live=stage.live(
        engine.source(choice.weights_name),
        reader.kept("text")[: trials.LONGEST],
        stage.LIMITS[model.facts["tokenizer"]],
        holds=list(tried.holds),
        pinned=tried.pinned,
        transplant=tried.transplant,
        after=tried.after,
        notice=" ".join(sentence for _, sentence in choice.notices),
        swaps=stories.swaps(),
        presets=[
            {k: p[k] for k in ("name", "text", "holds")} for p in lessons.load("what_if")["presets"]
        ],
    ),
)
if parts and "gates" not in parts:  # a part of somebody's own page
    st.stop()
shown, says = trials.held(model, trace)
over_time.show(trace, shown, says, choice.step_name, alone=bool(parts))
if parts:
    st.stop()
twin.show(model, choice.weights_name, trace.tokens)

page = lessons.load("gates")
frame.notice(*page["notice"])
frame.check("gates", **page["check"])
downloads.draw(lambda: shown, lambda: head.as_page(choice))
