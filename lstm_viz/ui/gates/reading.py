"""The reading on screen: the stage with the network alive in it, and the heat maps and the word map below."""

import secrets

import streamlit as st

from lstm_viz import lessons
from lstm_viz.browser import stage
from lstm_viz.browser.engine import payload as engine
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies import stories
from lstm_viz.ui import component, reader, stepping

from . import head, over_time, trials

KEY = "gates"


def draw(choice: reader.Choice) -> TextTrace:
    """Draw all parts, or those that the address asks for.

    Returns:
        The pass as it is read under what the reader tries.
    """
    parts = head.embedded()
    trained = reader.trace(
        choice.model_name, tuple(choice.trace.tokens)
    )  # colours stay through its training
    _stage(choice, parts, trained)
    shown, says = trials.held(choice.model, choice.trace)
    if not parts or "gates" in parts:
        over_time.show(choice.trace, shown, trained, says, choice.step_name, alone=bool(parts))
    return shown


def _stage(choice: reader.Choice, parts: list[str], trained: TextTrace) -> None:
    model, trace, tried = choice.model, choice.trace, trials.tried()
    tokenizer, stepper = model.facts["tokenizer"], f"{KEY}-stepper"
    alive = trials.alive(stepper, choice.weights_name)

    def on_take() -> None:
        if taken := component.taken(stepper, len(trace)):
            reader.take(*taken, trace.tokens, tokenizer)

    stepping.step(
        trace,
        KEY,
        on_take=on_take,
        on_text=lambda: trials.hear(component.event(stepper, "text")),
        marks=stage.unknown_words(model.vocabulary, trace),
        model=choice.weights_name,
        step_name=choice.step_name,
        start=choice.start,
        unit=choice.unit,
        share=choice.share,
        alive=alive,
        next=None if alive else stage.next_words(model, trace),
        map=None if alive else stage.word_map(model, trace),
        measure=trained,
        grid=trials.grid(choice.weights_name),
        level=st.session_state["gates-level"],
        show=parts,
        names=trials.named_units(choice.weights_name),
        captions=stories.captions(
            model, choice.weights_name, trace, reader.kept("example"), choice.unit
        ),
        live=stage.live(
            engine.source(choice.weights_name),
            reader.kept("text")[: trials.LONGEST],
            stage.LIMITS[tokenizer],
            holds=list(tried.holds),
            pinned=tried.pinned,
            transplant=tried.transplant,
            after=tried.after,
            notice=" ".join(sentence for _, sentence in choice.notices),
            swaps=stories.swaps(),
            visit=st.session_state.setdefault("gates-visit", secrets.token_hex(4)),
            presets=[
                {name: preset[name] for name in ("name", "text", "holds")}
                for preset in lessons.load("what_if")["presets"]
            ],
        ),
    )
