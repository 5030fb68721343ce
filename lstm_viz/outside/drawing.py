"""What the stage draws outside the app: one pass of a network, and the weights where it can read by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lstm_viz.browser import stage
from lstm_viz.browser.bundle import styles
from lstm_viz.browser.engine import brought
from lstm_viz.browser.engine import payload as engine
from lstm_viz.inputs.text import PIECES
from lstm_viz.models import checkpoints, opened
from lstm_viz.models.language import LanguageModel, load_model, model_names
from lstm_viz.models.opened import reading
from lstm_viz.nn import lstm, peephole
from lstm_viz.studies import stories
from lstm_viz.studies.order import longest_memory

from . import sequence
from .sequence import Read

STYLES = "shared/shared.css stage/stage.css stage/phone.css outside/outside.css"


@dataclass(frozen=True)
class Drawing:
    """What `mountStage` in browser/outside/outside.js takes."""

    layers: list[dict[str, Any]]  # what the stage draws of each layer and direction
    weights: bytes | None  # a .safetensors file; None where the browser only shows the recorded pass
    typed: bool = False  # whether it reads what is typed
    chosen: int = 0  # which of the layers stands there at first

    def shown(self, view: dict[str, Any]) -> dict[str, Any]:
        """What travels to the browser besides styles and weights, with what stands there at first."""
        return {"layers": [layer | view for layer in self.layers], "chosen": self.chosen}

    @property
    def css(self) -> str:
        """The stage's style sheets and the app's colours."""
        return styles(STYLES)


def drawing(
    network: Any,
    x: Any,
    layer: int = 0,
    names: Sequence[str] | None = None,
    vocabulary: Sequence[str] | None = None,
) -> Drawing:
    """One pass for the stage.

    Args:
        network: a language model or the name of a shipped one; a `Network` of `lstm_viz.open`, or anything
            that `open` reads.
        x: a text for a language model, and for a `Network` with a vocabulary; (T, features), or T token numbers
            where there is an embedding.
        layer: which layer and direction stands there at first, as `Network.layers` counts them.
        names: what is written on the T steps; else the tokens, or the numbers of the steps.
        vocabulary: the tokens of a `Network`, one for each row of its embedding, where its file has none.

    Raises:
        ModelError: the network can't be read, or its cell has no memory C, which the stage is about.
        TextError: the text holds nothing to read.
        ValueError: x or the vocabulary does not fit the network, there is no such layer, or `names` are not T.
    """
    if isinstance(network, str) and network in model_names():
        network = load_model(network)
    if isinstance(network, LanguageModel):
        return _of_text(network, x)
    if not isinstance(network, opened.Network):
        network = opened.open(network)
    return _of_layers(sequence.read(network, x, names, vocabulary), layer)


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
    weights = checkpoints.packed(model.tensors, model.facts)
    return Drawing([data], weights, typed=source is not None)


def _of_layers(read: Read, layer: int) -> Drawing:
    network = read.network
    trace = network.trace(read.x)
    if isinstance(trace, list):
        raise ValueError("One sequence is drawn at a time: give x as (T, features).")
    if not 0 <= layer < len(network.layers):
        raise ValueError(f"There are layers 0 to {len(network.layers) - 1}, no layer {layer}.")
    if len(read.names) != len(trace):
        raise ValueError(f"{len(trace)} names are needed, one a step, not {len(read.names)}.")
    labels, _ = read.labels(trace)
    weights = brought.language_model(network, read.words) if read.text is not None else None
    typed = weights is not None
    if weights is None:
        head = network.head if labels and len(network.levels[-1]) == 1 else None
        weights = brought.layers(dict(enumerate(network.layers)), head, labels)
    drawn = []
    for k in range(len(network.layers)):
        how = {"writing": engine.writing()} if typed else {"layer": k}
        live = _live({"weights": "", **how} if weights else None, read, k)
        drawn.append(_layer(read, trace, k, next=_head(read, trace, k), live=live))
    return Drawing(drawn, weights.file() if weights else None, typed, layer)


def _layer(read: Read, whole: opened.NetworkTrace, k: int, **view: Any) -> dict[str, Any]:
    trace = reading.of_layer(read.network, whole, k, read.names, read.known)
    check_drawn(trace)
    return stage.payload(
        trace,
        trace.tokens,
        model=read.network.name,
        known=trace.known,
        step_name=read.step_name,
        level="units",
        unit=longest_memory(trace),
        **view,
        **stage.layers(read.network, k, read.step_name),
    )


def _head(read: Read, trace: opened.NetworkTrace, k: int) -> dict[str, Any] | None:
    """The panel beside layer k; none where the head tells nothing apart that has a name."""
    labels, of_words = read.labels(trace)
    if trace.scores is None or not labels:
        return None
    scores = trace.scores[::-1] if read.network.layers[k].backward else trace.scores
    return stage.head(scores, labels, read.step_name, of_words)


def _live(source: dict[str, Any] | None, read: Read, k: int) -> dict[str, Any]:
    """How the browser reads: whatever is typed, or the recorded inputs of layer k."""
    if read.text is not None and source and "writing" in source:
        limit = max(stage.LIMITS[read.tokenizer], len(read.names))
        return stage.live_own(source, read.text, limit)
    return stage.live(source, f"layer {k}", len(read.names), fixed=True, mixes=False)


def check_drawn(trace: Any) -> None:
    """Raises ModelError for a pass of a cell that the stage can't draw."""
    if not isinstance(trace, lstm.Trace | peephole.Trace):
        raise checkpoints.ModelError(
            "The stage draws cells with a memory C: LSTM, with peepholes or without. This network has none; "
            "its numbers are in `network.trace(x)`."
        )
