"""What the stage draws outside the app: one pass of a network, and the weights where it can read by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_viz.browser import stage
from lstm_viz.browser.bundle import styles
from lstm_viz.browser.engine import payload as engine
from lstm_viz.inputs.text import PIECES
from lstm_viz.models import checkpoints, opened
from lstm_viz.models.language import LanguageModel, load_model, model_names
from lstm_viz.models.opened import reading
from lstm_viz.nn import lstm, peephole
from lstm_viz.studies import stories
from lstm_viz.studies.order import longest_memory

STYLES = "shared/shared.css stage/stage.css stage/phone.css outside/outside.css"


@dataclass(frozen=True)
class Drawing:
    """What `mountStage` in browser/outside/outside.js takes."""

    layers: list[dict[str, Any]]  # what the stage draws of each layer and direction
    weights: bytes | None  # a .safetensors file; None where the browser only shows the recorded pass
    chosen: int = 0  # which of the layers stands there at first

    def shown(self, view: dict[str, Any]) -> dict[str, Any]:
        """What travels to the browser besides styles and weights, with what stands there at first."""
        return {"layers": [layer | view for layer in self.layers], "chosen": self.chosen}

    @property
    def css(self) -> str:
        """The stage's style sheets and the app's colours."""
        return styles(STYLES)


def drawing(network: Any, x: Any, layer: int = 0, names: Sequence[str] | None = None) -> Drawing:
    """One pass for the stage.

    Args:
        network: a language model or the name of a shipped one; a `Network` of `lstm_viz.open`, or anything
            that `open` reads.
        x: a text for a language model; (T, features), or T token numbers where there is an embedding.
        layer: which layer and direction stands there at first, as `Network.layers` counts them.
        names: what is written on the T steps; else the tokens, or the numbers of the steps.

    Raises:
        ModelError: the network can't be read, or its cell has no memory C, which the stage is about.
        TextError: the text holds nothing to read.
        ValueError: x does not fit the network, there is no such layer, or `names` are not T.
    """
    if isinstance(network, str) and network in model_names():
        network = load_model(network)
    if isinstance(network, LanguageModel):
        return _of_text(network, x)
    if not isinstance(network, opened.Network):
        network = opened.open(network)
    return _of_layers(network, x, layer, names)


def _of_text(model: LanguageModel, text: str) -> Drawing:
    tokenizer = model.facts["tokenizer"]
    trace = model.trace(text)
    check_drawn(trace)
    name = next((name for name in model_names("lstm") if load_model(name) is model), "")
    # what the engine in the browser can read; the address comes with the file
    source = {"weights": "", "writing": engine.writing()} if model.cell_name == "lstm" else None
    data = stage.payload(
        trace,
        trace.tokens,
        marks=stage.unknown_words(model.vocabulary, trace),
        model=name or model.facts.get("title", ""),
        step_name=PIECES[tokenizer],
        next=stage.next_words(model, trace),
        map=stage.word_map(model, trace),
        names=stories.names(model, name),
        live=stage.live(source, text, stage.LIMITS[tokenizer], swaps=stories.swaps()),
        level="units",
        unit=longest_memory(trace),
    )
    return Drawing([data], checkpoints.packed(model.tensors, model.facts))


def _of_layers(network: opened.Network, x: Any, layer: int, names: Sequence[str] | None) -> Drawing:
    read = network.trace(np.asarray(x))
    if isinstance(read, list):
        raise ValueError("One sequence is drawn at a time: give x as (T, features).")
    if not 0 <= layer < len(network.layers):
        raise ValueError(f"There are layers 0 to {len(network.layers) - 1}, no layer {layer}.")
    steps = list(names) if names is not None else _steps(network, x, len(read))
    if len(steps) != len(read):
        raise ValueError(f"{len(read)} names are needed, one a step, not {len(steps)}.")
    layers = range(len(network.layers))
    return Drawing([_layer(network, read, k, steps) for k in layers], None, layer)


def _layer(network: opened.Network, read: opened.NetworkTrace, k: int, steps: list[str]) -> dict:
    trace = reading.of_layer(network, read, k, steps)
    check_drawn(trace)
    return stage.payload(
        trace,
        trace.tokens,
        model=network.name,
        step_name="step",
        level="units",
        unit=longest_memory(trace),
        **stage.layers(network, k),
    )


def check_drawn(trace: Any) -> None:
    """Raises ModelError for a pass of a cell that the stage can't draw."""
    if not isinstance(trace, lstm.Trace | peephole.Trace):
        raise checkpoints.ModelError(
            "The stage draws cells with a memory C: LSTM, with peepholes or without. This network has none; "
            "its numbers are in `network.trace(x)`."
        )


def _steps(network: opened.Network, x: Any, T: int) -> list[str]:
    """Names of the steps: the tokens, where they have names; else 1 … T."""
    ids = np.asarray(x)
    if network.tokens and ids.ndim == 1:
        return [network.tokens[k] for k in ids]
    return [str(t + 1) for t in range(T)]
