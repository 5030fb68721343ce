"""Keras: .keras archives, whole models and weights alone in .h5, read with h5py, without Keras.

Keras keeps a kernel (E, k·H) and a recurrent kernel (H, k·H), the transposed of PyTorch's matrices. Blocks:
LSTM i, f, c, o (with one bias); GRU z, r, h (bias (3H,), or (2, 3H) with `reset_after`).
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from lstm_viz.models.checkpoints import ModelError

from . import keras_weights
from .layers import Layer, make
from .network import Head, Network

RECURRENT = ("LSTM", "GRU", "SimpleRNN")
UNREAD = (
    "RNN",
    "CuDNNLSTM",
    "CuDNNGRU",
    "ConvLSTM1D",
    "ConvLSTM2D",
    "ConvLSTM3D",
    "Sequential",
    "Functional",
)
PASS = ("Dropout", "SpatialDropout1D", "GaussianNoise", "Masking", "Identity")  # hand on what they get
LINEAR = (None, "linear", "softmax", "sigmoid")  # after which scores are a head's scores


def open_keras(path: Path, like: str | None) -> list[Network]:
    """The networks of a .keras archive.

    Raises:
        ModelError: it cannot be read, or what is in the way.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            config = json.loads(archive.read("config.json"))
            weights = archive.read("model.weights.h5")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ModelError(f"{path.name} is not a readable .keras file: {error}") from error
    with keras_weights.h5(io.BytesIO(weights), path.name) as file:
        layers = _layers(config)
        return _networks(layers, keras_weights.numbered(file, layers))


def open_h5(path: Path, like: str | None) -> list[Network]:
    """The networks of an .h5 file: a whole model, or weights alone.

    Raises:
        ModelError: it cannot be read, or what is in the way.
    """
    with keras_weights.h5(path, path.name) as file:
        if "model_config" in file.attrs:
            return _networks(
                _layers(json.loads(file.attrs["model_config"])),
                keras_weights.named(file["model_weights"]),
            )
        if "layer_names" in file.attrs:
            return _alone(keras_weights.named(file), like)
        if "layers" in file:
            groups = {name: keras_weights.variables(group) for name, group in file["layers"].items()}
            return _alone(groups, like)
    raise ModelError(f"{path.name} is no file of Keras: it has neither layers nor their names.")


def _layers(config: dict) -> list[dict]:
    layers = config["config"]["layers"] if isinstance(config["config"], dict) else config["config"]
    names = {_name(layer) for layer in layers}
    before = None
    for layer in layers:
        inbound = _mentioned(layer.get("inbound_nodes", []), names)
        chained = config["class_name"] == "Sequential" and before is not None
        layer["reads"] = [before] if chained else inbound
        before = _name(layer)
        inner = layer["config"].get("layer", {}).get("class_name")
        for kind in (layer["class_name"], inner):
            if kind in UNREAD:
                raise ModelError(f"The layer “{_name(layer)}” is a {kind}, which is not read here.")
    return layers


def _name(layer: dict) -> str:
    return layer["config"]["name"]


def _mentioned(nodes: Any, names: set[str]) -> list[str]:
    """Names of the layers that a description of inputs, old or new, reads; not those of masks and states."""
    if isinstance(nodes, dict):
        nodes = nodes.get("args") or nodes.get("config", {}).get("keras_history", [])
    if not isinstance(nodes, list) or not nodes:
        return []
    if isinstance(nodes[0], str):  # [name, node, tensor, …]
        return [nodes[0]] if nodes[0] in names else []
    return [name for part in nodes for name in _mentioned(part, names)]


def _networks(layers: list[dict], weights: dict[str, list[np.ndarray]]) -> list[Network]:
    by_name = {_name(layer): layer for layer in layers}

    def source(layer: dict) -> dict | None:
        """The layer whose numbers this one reads, past those that only hand them on."""
        while len(layer["reads"]) == 1:
            layer = by_name[layer["reads"][0]]
            if layer["class_name"] not in PASS:
                return layer
        return None

    chains: list[list[dict]] = []
    for layer in layers:
        if _inner(layer)["class_name"] not in RECURRENT:
            continue
        below = source(layer)
        steps = below is not None and _inner(below)["config"].get(
            "return_sequences"
        )  # not the end alone
        chain = next((c for c in chains if steps and c[-1] is below), None)
        if chain:
            chain.append(layer)
        else:
            chains.append([layer])
    found = []
    for chain in chains:
        below, heads = source(chain[0]), [
            layer for layer in layers
            if (dense := _dense(layer)) and source(layer) is chain[-1] and dense["activation"] in LINEAR
        ]  # fmt: skip
        words = weights[_name(below)] if below and below["class_name"] == "Embedding" else None
        found.append(
            Network(
                " + ".join(map(_name, chain)),
                tuple(_level(layer, weights[_name(layer)]) for layer in chain),
                words[0].astype(np.float32) if words else None,
                _head(_name(heads[0]), weights[_name(heads[0])]) if len(heads) == 1 else None,
            )
        )
    return found


def _inner(layer: dict) -> dict:
    """The recurrent layer inside a `Bidirectional`, or the layer itself."""
    return layer["config"]["layer"] if layer["class_name"] == "Bidirectional" else layer


def _dense(layer: dict) -> dict | None:
    """What is said of a dense layer, also inside a `TimeDistributed`; nothing of others."""
    if layer["class_name"] == "TimeDistributed":
        layer = layer["config"]["layer"]
    return layer["config"] if layer["class_name"] == "Dense" else None


def _level(layer: dict, arrays: list[np.ndarray]) -> tuple[Layer, ...]:
    name, inner = _name(layer), _inner(layer)
    config, both = inner["config"], layer["class_name"] == "Bidirectional"
    if both and layer["config"].get("merge_mode") != "concat":
        raise ModelError(
            f"“{name}” merges its directions by “{layer['config'].get('merge_mode')}”, not concat."
        )
    if config.get("go_backwards"):
        raise ModelError(
            f"“{name}” reads backwards (go_backwards), which is read only in a Bidirectional."
        )
    wanted = {"activation": ("tanh", "relu") if inner["class_name"] == "SimpleRNN" else ("tanh",)}
    if inner["class_name"] != "SimpleRNN":
        wanted["recurrent_activation"] = ("sigmoid",)
    for key, kinds in wanted.items():
        if config[key] not in kinds:
            raise ModelError(f"“{name}” has {key} “{config[key]}”; {' and '.join(kinds)} is read here.")
    cell = {"LSTM": "lstm", "GRU": "gru", "SimpleRNN": "rnn"}[inner["class_name"]]
    if cell == "gru" and not config.get("reset_after", False):  # Keras 1 and 2.0 did not know it
        cell = "gru_before"
    if cell == "rnn" and config["activation"] == "relu":
        cell = "relu"
    return _sides(name, cell, arrays, both)


def _sides(name: str, cell: str, arrays: list[np.ndarray], both: bool) -> tuple[Layer, ...]:
    half = len(arrays) // 2 if both else len(arrays)
    if half not in (2, 3):
        raise ModelError(
            f"“{name}” has {len(arrays)} arrays of weights; kernels and biases were expected."
        )
    sides = [make(name, cell, _torch(cell, arrays[:half]))]
    if both:
        sides.append(make(f"{name}, backward", cell, _torch(cell, arrays[half:]), backward=True))
    return tuple(sides)


def _torch(cell: str, arrays: list[np.ndarray]) -> dict[str, np.ndarray]:
    """PyTorch's arrangement of a kernel, a recurrent kernel and a bias or none."""

    def blocks(array: np.ndarray) -> np.ndarray:
        if not cell.startswith("gru"):
            return array  # i, f, c, o as in PyTorch
        z, r, h = np.split(array, 3)
        return np.concatenate([r, z, h])

    kernel, recurrent, *bias = arrays
    found = {"weight_ih": blocks(kernel.T), "weight_hh": blocks(recurrent.T)}
    if bias:
        parts = bias[0] if bias[0].ndim == 2 else bias[0][None]
        found |= dict(zip(("bias_ih", "bias_hh"), map(blocks, parts), strict=False))
    return found


def _head(name: str, arrays: list[np.ndarray]) -> Head:
    kernel = arrays[0].astype(np.float32)
    bias = arrays[1] if len(arrays) > 1 else np.zeros(kernel.shape[1])
    return Head(name, kernel.T, bias.astype(np.float32))


def _alone(weights: dict[str, list[np.ndarray]], like: str | None) -> list[Network]:
    """From weights without the model's description: each recurrent layer is a network of its own."""
    found = []
    for name, arrays in weights.items():
        if (
            len(arrays) < 2
            or any(a.ndim != 2 for a in arrays[:2])
            or arrays[0].shape[1] != arrays[1].shape[1]
        ):
            continue
        both = len(arrays) in (4, 6)
        H, columns = arrays[1].shape
        cell = {4: "lstm", 3: "gru", 1: "rnn"}.get(columns // H if columns % H == 0 else 0)
        if cell is None:
            raise ModelError(
                f"“{name}” has a recurrent kernel {arrays[1].shape}: no LSTM, GRU or plain RNN."
            )
        if cell == "gru":
            cell = _convention(name, arrays[: len(arrays) // 2 if both else len(arrays)], like)
        if cell == "rnn" and like in ("rnn", "relu"):
            cell = like
        elif like not in (None, cell):
            raise ModelError(
                f"“{name}” has the weights of a cell “{cell}” and cannot be read like “{like}”."
            )
        found.append(Network(name, (_sides(name, cell, arrays, both),)))
    if len(found) == 1:  # nobody else can belong to the embedding and the dense layer that fit it
        (network,) = found
        D = sum(layer.outputs for layer in network.layers)
        words = [a[0] for a in weights.values() if len(a) == 1 and a[0].shape[1:] == (network.features,)]
        heads = [
            (name, a) for name, a in weights.items()
            if len(a) == 2 and a[0].shape[:1] == (D,) and a[1].shape == a[0].shape[1:]
        ]  # fmt: skip
        found = [
            Network(
                network.name, network.levels,
                words[0].astype(np.float32) if len(words) == 1 else None,
                _head(*heads[0]) if len(heads) == 1 else None,
            )
        ]  # fmt: skip
    return found


def _convention(name: str, arrays: list[np.ndarray], like: str | None) -> str:
    """Which GRU it is: one that resets after the product has two biases, one that does before has one."""
    if len(arrays) == 3:
        return "gru" if arrays[2].ndim == 2 else "gru_before"
    if like in ("gru", "gru_before"):
        return like
    raise ModelError(
        f"“{name}” is a GRU without a bias, and weights alone do not say where it resets: open the whole "
        "model, or say like='gru' (reset_after, Keras' own default) or like='gru_before'."
    )
