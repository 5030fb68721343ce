"""The reading on the stage: one layer and direction at a time, its units over time, its numbers to take away."""

from functools import partial
from typing import Any

import streamlit as st

import lstm_viz
from lstm_viz.browser import stage
from lstm_viz.inputs.text import join
from lstm_viz.models.opened import NetworkTrace, reading
from lstm_viz.models.opened.layers import PROJECTED
from lstm_viz.ui import address, component, downloads, frame, stepping

from . import holds, networks, other_cells
from .material import Material, box_key, most_steps
from .networks import Chosen

KEY = "own"


def show(chosen: Chosen, material: Material, trace: NetworkTrace) -> None:
    """Stage, heat maps and downloads of the layer that the reader chose."""
    network = chosen.network
    names = reading.layer_names(network)
    k = min(st.session_state.setdefault("own-layer", address.place("layer") or 0), len(names) - 1)
    layer = network.layers[k]
    most = most_steps(layer.hidden_size)
    shown = reading.of_layer(network, trace, k, material.tokens, material.known, last=most)
    live = _stage(chosen, material, trace, k, names, shown)
    held = holds.repeated(layer, shown, live.holds) if live else None
    networks.say(chosen)
    for note in material.notes:
        st.caption(frame.escape(note))
    if len(shown) < len(material.tokens):
        st.caption(
            f"The network reads all {len(material.tokens):,} {material.step_name}s; the picture shows the "
            f"{len(shown)} that it reads last, from the memory that it has by then."
        )
    if layer.cell == PROJECTED:
        st.caption(
            f"This LSTM projects its output: h is shown as it is before that, {layer.hidden_size} numbers; "
            f"{layer.outputs} are handed on."
        )
    if held:
        last = reading.level_of(network, k) == len(network.levels) - 1
        above = "" if last else " The layers above it are not read anew."
        st.caption(
            "The heat maps and their table show the reading as you changed it, what you take with you the one "
            f"without holds.{above}"
        )
    stepping.heat_maps(shown, KEY, material.step_name, held)
    _downloads(chosen, material, trace, k)


def _stage(
    chosen: Chosen, material: Material, trace: NetworkTrace, k: int, names: list[str], shown: Any
) -> holds.Live | None:
    """Draw the stage of the layer's cell; what of it is held, where it can be."""
    network = chosen.network
    backward, memory = network.layers[k].backward, network.layers[k].memory
    stepper = f"{KEY}-stepper" if memory else f"{KEY}-one-state"

    def on_take() -> None:
        if chosen.words and (taken := component.taken(stepper, len(shown))):
            word, t = taken
            at = len(material.tokens) - 1 - t if backward else t
            text = join([*material.tokens[: at + 1], word], chosen.words.tokenizer)
            st.session_state[box_key(chosen, "own-text")] = text

    def on_layer() -> None:
        asked = component.event(stepper, "layer")
        if type(asked) is int and 0 <= asked < len(names):
            st.session_state["own-layer"] = asked

    next = _head(chosen, material, trace, backward, len(shown))
    if not memory:
        view = {"reads": None, **stage.layers(network, k, material.step_name), "known": shown.known}
        other_cells.step(
            shown,
            KEY,
            model=f"{chosen.name} {k}",
            step_name=material.step_name,
            next=next,
            start=0 if backward or not material.numbers else len(shown) - 1,
            on_take=on_take,
            on_layer=on_layer,
            **view,
        )
        return None
    live = holds.of(chosen, material, k, shown, _labels(chosen, trace) if next else None)
    end = 0 if backward or not material.numbers else len(shown) - 1
    first = st.session_state.setdefault("own-first", live.name) == live.name
    asked = address.place("t") if first else None  # of the link
    stepping.step(
        shown,
        KEY,
        model=f"{chosen.name} {live.name if live.typed else k}",
        step_name=material.step_name,
        known=shown.known,
        start=min(asked, len(shown) - 1) if asked is not None else end,
        share=_share(chosen, material, k) if chosen.example else None,
        next=next,
        live=live.payload,
        on_take=on_take,
        on_layer=on_layer,
        on_text=lambda: holds.hear(component.event(stepper, "text"), live),
        **stage.layers(network, k, material.step_name),
    )
    live.bring()
    return live


def _share(chosen: Chosen, material: Material, k: int) -> dict[str, str]:
    """What a link to an example holds besides step and unit."""
    text = {"text": material.text[:2000]} if material.text else {}
    layer = {"layer": str(k + 1)} if len(chosen.network.layers) > 1 else {}
    return {"network": chosen.name, **text, **layer}


def _labels(chosen: Chosen, trace: NetworkTrace) -> list[str]:
    """Names of what the head scores: the tokens, where there are as many, or classes."""
    count = 0 if trace.scores is None else trace.scores.shape[1]
    tokens = chosen.words.tokens if chosen.words else ()
    if len(tokens) == count:
        return list(tokens)
    if chosen.example:
        return chosen.example["labels"]
    named = chosen.brought.answers if chosen.brought else ()
    return list(named) if len(named) == count else [f"class {c}" for c in range(count)]


def _head(
    chosen: Chosen, material: Material, trace: NetworkTrace, backward: bool, T: int
) -> dict | None:
    """What the linear head says at every step, as the panel beside the cell."""
    if trace.scores is None or material.numbers or trace.scores.shape[1] < 2:
        return None
    scores = (trace.scores[::-1] if backward else trace.scores)[-T:]
    labels = _labels(chosen, trace)
    of_words = chosen.words is not None and len(chosen.words.tokens) == len(labels)
    return stage.head(scores, labels, material.step_name, of_words)


def _downloads(chosen: Chosen, material: Material, trace: NetworkTrace, k: int) -> None:
    def whole() -> Any:
        return reading.of_layer(chosen.network, trace, k, material.tokens, material.known)

    given = {"x": material.text} if material.limit else {"x": material.x, "names": material.tokens}
    page = partial(lstm_viz.to_html, chosen.network, layer=k, **given)
    drawn = all(layer.memory for layer in chosen.network.layers)
    downloads.draw(whole, page if drawn else None, "the layer in the picture")
