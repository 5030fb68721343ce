"""What `RecordedLayer` in recorded.js gets: the recurrent half of one layer, and the head that reads it."""

import json
from collections.abc import Sequence

import numpy as np
from safetensors.numpy import save

from lstm_viz.models.opened import Head, Layer
from lstm_viz.nn import lstm

MOST_BYTES = 8_000_000  # that a page sends a browser


def weights(name: str, layer: Layer, head: Head | None, labels: Sequence[str]) -> bytes | None:
    """A .safetensors file; None for a cell that can't be held, and for a layer that is too large.

    Args:
        name: by which the stage finds it.
        head: where it reads this layer's h alone.  labels: of its O scores.
    """
    p = layer.parameters
    if not isinstance(p, lstm.LSTMParameters):
        return None
    H = layer.hidden_size
    matrices, biases = (p.W_f, p.W_i, p.W_C, p.W_o), (p.b_f, p.b_i, p.b_C, p.b_o)
    tensors = {
        "hidden": np.stack([W[:, :H] for W in matrices]),  # (4, H, H)
        "bias": np.stack(biases),  # (4, H)
    }
    if head:
        tensors |= {"head": head.weight, "head_bias": head.bias}  # (O, H), (O,)
    if sum(array.size for array in tensors.values()) * 4 > MOST_BYTES:
        return None
    facts = {"name": name, "labels": json.dumps(list(labels) if head else [])}
    return save({n: np.ascontiguousarray(a, np.float32) for n, a in tensors.items()}, metadata=facts)
