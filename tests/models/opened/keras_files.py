"""Files as Keras writes them, made with h5py, and Keras' documented equations in float64."""

import io
import json
import zipfile

import h5py
import numpy as np

WIDTH = {"LSTM": 4, "GRU": 3, "SimpleRNN": 1}


def weights(
    kind: str, E: int, H: int, random, bias: bool = True, reset_after: bool = True
) -> list[np.ndarray]:
    """Kernel, recurrent kernel and bias, as a layer of Keras has them."""
    k = WIDTH[kind]
    shapes = [(E, k * H), (H, k * H)]
    if bias:
        shapes.append((2, k * H) if kind == "GRU" and reset_after else (k * H,))
    return [(0.4 * random.normal(size=shape)).astype(np.float32) for shape in shapes]


def read(kind: str, arrays, x, relu: bool = False) -> np.ndarray:
    """h after every step (T, H), unit by unit as keras.io says it."""
    W, U, *bias = (a.astype(np.float64) for a in arrays)
    H = len(U)
    b = bias[0] if bias else np.zeros(W.shape[1])
    sigmoid = lambda a: 1 / (1 + np.exp(-a))  # noqa: E731
    h, c, rows = np.zeros(H), np.zeros(H), []
    for row in np.asarray(x, np.float64):
        if kind == "LSTM":
            i, f, g, o = np.split(row @ W + h @ U + b, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
        elif kind == "SimpleRNN":
            z = row @ W + h @ U + b
            h = np.maximum(z, 0) if relu else np.tanh(z)
        elif b.ndim == 2 or not bias:  # reset_after
            b_x, b_h = b if b.ndim == 2 else (b, b)
            (x_z, x_r, x_h), (h_z, h_r, h_h) = np.split(row @ W + b_x, 3), np.split(h @ U + b_h, 3)
            z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
            h = z * h + (1 - z) * np.tanh(x_h + r * h_h)
        else:
            (x_z, x_r, x_h), (U_z, U_r, U_h) = np.split(row @ W + b, 3), np.split(U, 3, axis=1)
            z, r = sigmoid(x_z + h @ U_z), sigmoid(x_r + h @ U_r)
            h = z * h + (1 - z) * np.tanh(x_h + (r * h) @ U_h)
        rows.append(h)
    return np.array(rows)


def described(kind: str, name: str, H: int, **options) -> dict:
    """What a model's description says of a recurrent layer."""
    config = {"name": name, "units": H, "activation": "tanh", "return_sequences": True, "use_bias": True}
    if kind != "SimpleRNN":
        config["recurrent_activation"] = "sigmoid"
    if kind == "GRU":
        config["reset_after"] = True
    return {"class_name": kind, "config": config | options}


def both(layer: dict, name: str, merge: str = "concat") -> dict:
    return {"class_name": "Bidirectional", "config": {"name": name, "layer": layer, "merge_mode": merge}}


def plain(kind: str, name: str, **config) -> dict:
    return {"class_name": kind, "config": {"name": name, **config}}


def _older(group, layers: list[tuple[dict, list[np.ndarray]]]):
    group.attrs["layer_names"] = [layer["config"]["name"].encode() for layer, _ in layers]
    for layer, arrays in layers:
        name = layer["config"]["name"]
        own = group.create_group(name)
        paths = [f"{name}/part_{k}:0" for k in range(len(arrays))]
        own.attrs["weight_names"] = [path.encode() for path in paths]
        for path, array in zip(paths, arrays, strict=True):
            own[path] = array


def _newer(file, layers, named: bool):
    counts = {}
    for layer, arrays in layers:
        kind = layer["class_name"]
        snake = {"SimpleRNN": "simple_rnn", "TimeDistributed": "time_distributed"}.get(
            kind, kind.lower()
        )
        count = counts[snake] = counts.get(snake, -1) + 1
        own = file.require_group("layers").create_group(f"{snake}_{count}" if count else snake)
        if named:
            own.create_group("vars").attrs["name"] = layer["config"]["name"]
        if kind == "Bidirectional":
            half = len(arrays) // 2
            parts = {"forward_layer/cell": arrays[:half], "backward_layer/cell": arrays[half:]}
        elif kind in WIDTH:
            parts = {"cell": arrays}
        else:
            parts = {"layer" if kind == "TimeDistributed" else "": arrays}
        for part, its in parts.items():
            inside = own.require_group(part).require_group("vars") if part else own.require_group("vars")
            for k, array in enumerate(its):
                inside[str(k)] = array


FORMS = ("whole.h5", "whole.keras", "named.keras")


def write(folder, form: str, layers: list[tuple[dict, list[np.ndarray]]], kind: str = "Sequential"):
    """A file of one of `FORMS`, or of weights alone: “weights.h5” (older) and “own.weights.h5”."""
    config = {"class_name": kind, "config": {"name": "own", "layers": [layer for layer, _ in layers]}}
    path = folder / form
    if form == "whole.h5":
        with h5py.File(path, "w") as file:
            file.attrs["model_config"] = json.dumps(config)
            _older(file.create_group("model_weights"), layers)
    elif form == "weights.h5":
        with h5py.File(path, "w") as file:
            _older(file, layers)
    elif form == "own.weights.h5":
        with h5py.File(path, "w") as file:
            _newer(file, layers, named=True)
    else:
        inside = io.BytesIO()
        with h5py.File(inside, "w") as file:
            _newer(file, layers, named=form.startswith("named"))
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("metadata.json", "{}")
            archive.writestr("config.json", json.dumps(config))
            archive.writestr("model.weights.h5", inside.getvalue())
    return path
