"""Somebody's own recurrent network, from a file or from memory: `open` gives a `Network`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_viz.models.checkpoints import ModelError

from . import keras_file, onnx_file, torch_file
from .layers import Layer
from .network import Head, Network, NetworkTrace

__all__ = ["Head", "Layer", "Network", "NetworkTrace", "networks", "open"]

FORMATS = {
    ".safetensors": torch_file.open_safetensors,
    ".pt": torch_file.open_pt,
    ".pth": torch_file.open_pt,
    ".h5": keras_file.open_h5,
    ".hdf5": keras_file.open_h5,
    ".keras": keras_file.open_keras,
    ".onnx": onnx_file.open_onnx,
}


def networks(
    source: str | Path | bytes | Mapping[str, Any] | Any, like: str | None = None
) -> list[Network]:
    """Every recurrent network that stands in a source; see `open`.

    Raises:
        ModelError: it cannot be read; the sentence names what is in the way.
    """
    if isinstance(source, Mapping):
        found = torch_file.open_dict(source, like)
        name = "This state dict"
    elif hasattr(source, "named_modules"):
        found = torch_file.open_module(source, like)
        name = f"This {type(source).__name__}"
    elif isinstance(source, bytes):
        name = "This file"
        found = torch_file.read_safetensors(source, name, like)
    elif isinstance(source, str | Path):
        path = Path(source)
        if path.suffix not in FORMATS:
            raise ModelError(f"“{path.suffix}” is not read here; these are: {', '.join(FORMATS)}.")
        if not path.is_file():
            raise ModelError(f"There is no file {path.name}.")
        found = FORMATS[path.suffix](path, like)
        name = path.name
    else:
        raise ModelError(
            f"A {type(source).__name__} is not read here: give a path, a state dict or a torch module."
        )
    if not found:
        raise ModelError(f"{name} has no recurrent layer: no LSTM, no GRU, no plain RNN.")
    return found


def open(
    source: str | Path | bytes | Mapping[str, Any] | Any,
    like: str | None = None,
    layer: str | None = None,
) -> Network:
    """A recurrent network, with the embedding and the linear head that stand beside it.

    Args:
        source: path of a .safetensors, .pt, .pth, .h5, .weights.h5, .keras or .onnx file, the content of a
            .safetensors file, a PyTorch state dict, or a `torch.nn.Module`.
        like: the cell, where weights alone do not say it: “relu” for a plain RNN with ReLU (tanh is taken
            otherwise), “gru_before” for a GRU whose reset gate acts before the product.
        layer: name of the recurrent layer to read, where there are several.

    Raises:
        ModelError: it cannot be read, or several networks stand there; the sentence names what is in the way.
    """
    found = networks(source, like)
    if layer is not None:
        found = [network for network in found if network.name == layer] or found
        if found[0].name != layer:
            raise ModelError(f"There is no recurrent layer “{layer}”. There are: {_listed(found)}.")
    if len(found) > 1:
        raise ModelError(
            f"Several recurrent layers stand here; name one with layer=…: {_listed(found)}."
        )
    return found[0]


def _listed(found: list[Network]) -> str:
    return "; ".join(network.describe() for network in found)
