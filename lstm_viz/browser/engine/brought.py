"""The weights of somebody's own network for the engine: a whole language model, or layers over recorded inputs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import save

from lstm_viz.browser.packing import digest
from lstm_viz.models.opened import Head, Layer, Network
from lstm_viz.models.opened.text import Words
from lstm_viz.nn import lstm

MOST_BYTES = 8_000_000  # that a page sends a browser
FIRST = 100  # numbers of an array


@dataclass(frozen=True)
class Weights:
    """What becomes a .safetensors file when it is sent."""

    tensors: dict[str, np.ndarray]
    facts: dict[str, str]

    @property
    def name(self) -> str:
        """By which the stage finds the file."""
        return self.facts["name"]

    def file(self) -> bytes:
        """The file."""
        return save(self.tensors, metadata=self.facts)


def language_model(network: Network, words: Words | None) -> Weights | None:
    """What `LanguageModel` in model.js reads any text with: one layer that reads forward, and a head over words.

    None for any other network, and for one that is too large.
    """
    p = network.layers[0].parameters
    if not words or network.embedding is None or not network.head or len(network.layers) > 1:
        return None
    if not isinstance(p, lstm.LSTMParameters) or network.layers[0].backward:
        return None
    V, H = len(words.tokens), p.hidden_size
    if len(network.embedding) != V or len(network.head.bias) != V:
        return None
    W = np.concatenate([p.W_i, p.W_f, p.W_C, p.W_o])  # (4H, H + E), blocks in PyTorch's order
    bias = np.concatenate([p.b_i, p.b_f, p.b_C, p.b_o])  # (4H,)
    tensors = {
        "embedding.weight": network.embedding,  # (V, E)
        "lstm.weight_ih_l0": W[:, H:],
        "lstm.weight_hh_l0": W[:, :H],
        "lstm.bias_ih_l0": bias,
        "lstm.bias_hh_l0": np.zeros_like(bias),
        "head.weight": network.head.weight,  # (V, H)
        "head.bias": network.head.bias,
    }
    facts = {
        "cell": "lstm",
        "tokenizer": words.tokenizer,
        "capitals": "no" if words.lower else "yes",
        "blanks": "yes" if words.blanks or not words.letters else "no",
        "unknown": "none" if words.unknown is None else str(words.unknown),
        "vocabulary": json.dumps(words.tokens),
    }
    return _weights(tensors, facts | {"name": digest(facts, *tensors.values())})


def layers(
    of: Mapping[int, Layer], head: Head | None, labels: Sequence[str], name: str = ""
) -> Weights | None:
    """What `RecordedLayer` in recorded.js gets: the recurrent half of layers, and the head that reads the last.

    Args:
        of: the layers by their numbers.
        head: where it reads the h of the last of them alone.  labels: of its O scores.
        name: by which the stage finds the file.

    None where there is a layer whose cell can't be held, and where they are too large.
    """
    tensors = {}
    for k, layer in of.items():
        p = layer.parameters
        if not isinstance(p, lstm.LSTMParameters):
            return None
        H = layer.hidden_size
        matrices, biases = (p.W_f, p.W_i, p.W_C, p.W_o), (p.b_f, p.b_i, p.b_C, p.b_o)
        tensors[f"{k}.hidden"] = np.stack([W[:, :H] for W in matrices])  # (4, H, H)
        tensors[f"{k}.bias"] = np.stack(biases)  # (4, H)
    if head:
        tensors |= {f"{k}.head": head.weight, f"{k}.head_bias": head.bias}  # (O, H), (O,)
    return _weights(tensors, {"name": name, "labels": json.dumps(list(labels) if head else [])})


def _weights(tensors: dict[str, np.ndarray], facts: dict[str, str]) -> Weights | None:
    small = {name: _smallest(array) for name, array in tensors.items()}
    if sum(array.nbytes for array in small.values()) > MOST_BYTES:
        return None
    return Weights(small, facts)


def _smallest(array: np.ndarray) -> np.ndarray:
    """As float16 where every number is one, else as float32: the browser computes with the very same numbers."""
    for part in (array.reshape(-1)[:FIRST], array):  # a look at the first tells nearly always
        half = part.astype(np.float16)
        if not np.array_equal(half, part):
            return np.ascontiguousarray(array, np.float32)
    return np.ascontiguousarray(half)
