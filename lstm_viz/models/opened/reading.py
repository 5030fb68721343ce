"""One layer of a network's pass as the picture takes it: its arrays, and what stands on the steps."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from lstm_viz.models.cells import CELLS
from lstm_viz.models.text_traces import TextTrace

from .layers import PROJECTED, Layer
from .network import Network, NetworkTrace


def layer_names(network: Network) -> list[str]:
    """For each of `Network.layers` what it is called in a picker: “layer 2, backward”."""
    several, both = len(network.levels) > 1, len(network.levels[0]) > 1
    names = []
    for k, level in enumerate(network.levels, 1):
        for layer in level:
            side = ("backward" if layer.backward else "forward") if both else ""
            names.append(", ".join(filter(None, [f"layer {k}" if several else "", side])))
    return names


def reads(network: Network, k: int) -> str | None:
    """What x_t of layer k is, where it is the output of others: “h of layer 1”; None for the input itself."""
    level = level_of(network, k)
    if level == 0:
        return None
    both = " (both directions)" if len(network.levels[level - 1]) > 1 else ""
    return f"h of layer {level}{both}"


def level_of(network: Network, k: int) -> int:
    """On which level, 0 … L − 1, layer k of `Network.layers` stands."""
    return [n for n, level in enumerate(network.levels) for _ in level][k]


def of_layer(
    network: Network,
    trace: NetworkTrace,
    k: int,
    tokens: list[str],
    known: list[bool] | None = None,
    last: int | None = None,
) -> Any:
    """The trace of layer k with its tokens, in the order in which the layer reads.

    Args:
        tokens: what stands on the T inputs.  known: False where it is outside the vocabulary.
        last: only so many steps, the last that it reads; the state before them is their initial state.

    A projected LSTM's hidden state is given as it is before the projection, o_t ∗ tanh(C_t), (T, H).
    """
    layer, own = network.layers[k], trace.layers[k]
    given = {f.name: getattr(own, f.name) for f in fields(own)}
    if layer.cell == PROJECTED:
        given["hidden_state"] = given.pop("full_output")
        given["initial_hidden_state"] = np.zeros_like(given["initial_cell_state"])
    known = [True] * len(tokens) if known is None else known
    order = slice(None, None, -1) if layer.backward else slice(None)
    whole = _kind(layer)(
        **given,
        tokens=list(tokens[order]),
        known=list(known[order]),
        ids=np.zeros(len(tokens), np.int64),
    )
    return whole if last is None or last >= len(tokens) else _end(whole, last)


def _kind(layer: Layer) -> type:
    return TextTrace if layer.cell == PROJECTED else CELLS[layer.cell].trace


def _end(trace: Any, last: int) -> Any:
    """The last steps of a trace."""
    from_start = ("bias", *(f.name for f in fields(trace) if f.name.startswith("initial_")))
    cut = {f.name: getattr(trace, f.name)[-last:] for f in fields(trace) if f.name not in from_start}
    before = {"initial_hidden_state": trace.hidden_state[-last - 1]}
    if hasattr(trace, "cell_state"):
        before["initial_cell_state"] = trace.cell_state[-last - 1]
    return replace(trace, **cut, **before)
