"""The arrays in a file of Keras by the names of their layers: of two directions the forward ones first."""

import re
from typing import Any

import numpy as np

from lstm_viz.models.checkpoints import ModelError


def h5(source: Any, name: str) -> Any:
    """The file, open to read; `name` is what a sentence calls it.

    Raises:
        ModelError: h5py is missing, or the file cannot be read.
    """
    try:
        import h5py
    except ImportError as missing:
        raise ModelError("Files of Keras need h5py: pip install 'lstm-viz[keras]'.") from missing
    try:
        return h5py.File(source, "r")
    except OSError as error:
        raise ModelError(f"{name} is not a readable .h5 file: {error}") from error


def named(group: Any) -> dict[str, list[np.ndarray]]:
    """Of the older layout: each layer says the names of its weights."""
    text = lambda name: name.decode() if isinstance(name, bytes) else str(name)  # noqa: E731
    found = {}
    for layer in map(text, group.attrs["layer_names"]):
        names = [text(name) for name in group[layer].attrs["weight_names"]]
        found[layer] = [group[layer][name][()] for name in names]
    return found


def variables(group: Any) -> list[np.ndarray]:
    """Of the newer layout: numbered arrays under `vars`, of a recurrent layer under `cell/vars`."""
    found = []
    for part in (group.get("cell"), group, group.get("forward_layer"), group.get("backward_layer")):
        if part is not None and "vars" in part and part["vars"].keys():
            found += [part["vars"][k][()] for k in sorted(part["vars"], key=int)]
        elif part is not None and part is not group and "cell" in part:
            found += variables(part)
    if not found and "layer" in group:  # TimeDistributed
        found = variables(group["layer"])
    return found


def numbered(file: Any, layers: list[dict]) -> dict[str, list[np.ndarray]]:
    """Of an archive: groups are called by their class, counted in the order of the layers."""
    groups, found = file.get("layers", {}), {}
    counts: dict[str, int] = {}
    by_name = {
        g["vars"].attrs["name"]: g for g in groups.values() if "vars" in g and "name" in g["vars"].attrs
    }
    for layer in layers:
        kind = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", layer["class_name"])
        kind = re.sub(r"([a-z])([A-Z])", r"\1_\2", kind).lower()
        count = counts[kind] = counts.get(kind, -1) + 1
        key = f"{kind}_{count}" if count else kind
        group = by_name.get(layer["config"]["name"], groups.get(key))
        found[layer["config"]["name"]] = [] if group is None else variables(group)
    return found
