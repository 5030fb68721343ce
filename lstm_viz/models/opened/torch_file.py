"""PyTorch: state dicts in memory, in .safetensors and in .pt files, and `torch.nn` modules in memory."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, deserialize

from lstm_viz.models.checkpoints import ModelError

from . import beside
from .layers import PROJECTED, Layer, make
from .network import Head, Network

CELL_OF_BLOCKS = {4: "lstm", 3: "gru", 1: "rnn"}
MODES = {"LSTM": "lstm", "GRU": "gru", "RNN_TANH": "rnn", "RNN_RELU": "relu"}
KINDS = {  # of numbers in a .safetensors file
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U8": "u1", "BOOL": "?",
}  # fmt: skip
_PART = re.compile(
    r"(?:(?P<prefix>.*)\.)?(?P<part>weight_ih|weight_hh)(?:_l(?P<level>\d+)(?P<back>_reverse)?)?"
)


def open_safetensors(path: Path, like: str | None) -> list[Network]:
    """The networks of a .safetensors file.

    Raises:
        ModelError: it cannot be read, or what is in the way.
    """
    return read_safetensors(path.read_bytes(), path.name, like)


def read_safetensors(data: bytes, called: str, like: str | None) -> list[Network]:
    """The networks in the content of such a file; `called` is its name in an error.

    Raises:
        ModelError: it cannot be read, or what is in the way.
    """
    try:
        found = deserialize(data)
    except SafetensorError as error:
        raise ModelError(f"{called} is not a readable .safetensors file: {error}") from error
    header = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])
    facts = header.get("__metadata__") or {}
    arrays = {}
    # The format names tensors without an order, and writers differ (a module's own, the alphabet's, a hash's):
    # by name, layer 2 before layer 10, the same weights are listed alike whoever wrote the file.
    for name, tensor in sorted(found, key=lambda item: _by_name(item[0])):
        if tensor["dtype"] not in KINDS:
            raise ModelError(
                f"“{name}” holds numbers of the kind {tensor['dtype']}, which are not read here."
            )
        array = np.frombuffer(tensor["data"], KINDS[tensor["dtype"]]).reshape(tensor["shape"])
        if tensor["dtype"] == "BF16":  # the upper half of a float32
            array = (array.astype("<u4") << 16).view("<f4")
        arrays[name] = array
    tokens = facts.get("vocabulary")
    return from_arrays(arrays, like, tuple(json.loads(tokens)) if tokens else None)


def _by_name(name: str) -> list[tuple[int, str]]:
    """For sorting names: numbers in them by their size, all else by the alphabet."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", name)]


def open_pt(path: Path, like: str | None) -> list[Network]:
    """The networks of a file of `torch.save`, read with `weights_only=True` alone.

    Raises:
        ModelError: PyTorch is missing, the file holds more than tensors, or what else is in the way.
    """
    try:
        import torch
    except ImportError as missing:
        raise ModelError(
            "Files of torch.save need PyTorch: pip install 'lstm-viz[torch]'. A .safetensors file needs nothing."
        ) from missing
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # pickle's, zip's and torch's own kinds; none of them may run code
        why = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise ModelError(
            f"{path.name} cannot be read as weights alone; save a state dict: "
            f"torch.save(model.state_dict(), …). ({why})"
        ) from error
    inside = found
    for key in ("state_dict", "model_state_dict", "model", "net"):  # how training programs pack it
        if isinstance(inside, Mapping) and isinstance(inside.get(key), Mapping):
            inside = inside[key]
    if not isinstance(inside, Mapping):
        raise ModelError(f"{path.name} holds a {type(found).__name__}, not a state dict.")
    return open_dict(inside, like)


def open_dict(state: Mapping[str, Any], like: str | None) -> list[Network]:
    """The networks of a state dict in memory: tensors of PyTorch or arrays of NumPy by their names."""
    arrays = {
        n: _array(n, v) for n, v in state.items() if hasattr(v, "detach") or isinstance(v, np.ndarray)
    }
    return from_arrays(arrays, like)


def open_module(module: Any, like: str | None) -> list[Network]:
    """The networks of a `torch.nn.Module`, whose recurrent layers say themselves what they are.

    Raises:
        ModelError: there is no recurrent layer, or what is in the way.
    """
    modes = {}
    for name, part in module.named_modules():
        if getattr(part, "mode", None) in MODES:
            modes[name] = MODES[part.mode]
        elif getattr(part, "nonlinearity", None) == "relu" and hasattr(part, "weight_hh"):
            modes[name] = "relu"  # an RNNCell
    arrays = {name: _array(name, tensor) for name, tensor in module.state_dict().items()}
    return from_arrays(arrays, like, modes=modes)


def _array(name: str, tensor: Any) -> np.ndarray:
    if getattr(tensor, "is_quantized", False):
        raise ModelError(f"“{name}” is quantized: open the network as it was before.")
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu()
        tensor = (tensor.float() if tensor.is_floating_point() else tensor).numpy()
    return tensor


def from_arrays(
    arrays: dict[str, np.ndarray],
    like: str | None,
    tokens: tuple[str, ...] | None = None,
    modes: dict[str, str] | None = None,
) -> list[Network]:
    """A network for each recurrent module among the arrays of a state dict.

    Args:
        like: the cell, where the arrays alone do not say it: “relu” instead of “rnn”.
        modes: the cell of each module by its name, where known.
    """
    prefixes = dict.fromkeys(m["prefix"] or "" for name in arrays if (m := _PART.fullmatch(name)))
    return [_network(arrays, prefix, like or (modes or {}).get(prefix), tokens) for prefix in prefixes]


def _network(
    arrays: dict[str, np.ndarray], prefix: str, like: str | None, tokens: tuple[str, ...] | None
) -> Network:
    start = f"{prefix}." if prefix else ""
    own = {n.removeprefix(start): a for n, a in arrays.items() if n.startswith(start)}
    found: dict[int, dict[bool, Layer]] = {}
    used = set()
    for name in own:
        if not (match := _PART.fullmatch(name)) or match["prefix"] is not None:
            continue
        level, backward = int(match["level"] or 0), bool(match["back"])
        end = name[len(match["part"]) :]  # "_l0", "_l0_reverse", or nothing of a single cell
        parts = {
            key: f"{key}{end}"
            for key in ("weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr", "peephole")
            if f"{key}{end}" in own
        }
        if not {"weight_ih", "weight_hh"} <= set(parts):
            raise ModelError(f"“{start}{name}” stands alone: weight_ih and weight_hh belong together.")
        used |= {start + part for part in parts.values()}
        given = {key: own[part] for key, part in parts.items()}
        title = f"{prefix or 'the network'}, layer {level + 1}{', backward' if backward else ''}"
        found.setdefault(level, {})[backward] = make(title, _cell(title, given, like), given, backward)
    if sorted(found) != list(range(len(found))):
        raise ModelError(f"“{prefix}” has the layers {sorted(found)}: one is missing.")
    if len({tuple(sorted(level)) for level in found.values()}) > 1:
        raise ModelError(f"“{prefix}” reads in both directions in some layers and in one in others.")
    levels = tuple(tuple(level[side] for side in sorted(level)) for _, level in sorted(found.items()))
    odd = [n for n in own if re.match(r"(weight|bias)_(ih|hh|hr)", n) and start + n not in used]
    if odd:
        raise ModelError(
            f"“{start}{odd[0]}” is part of a recurrent layer in a form that is not read here."
        )

    recurrent = [n for n in arrays if re.search(r"(^|\.)(weight|bias|peephole)_?(ih|hh|hr)?_?(l\d+)?(_reverse)?$", n)
                 and re.search(r"_(ih|hh|hr)|peephole", n)]  # fmt: skip
    rest = {n: a for n, a in arrays.items() if n not in used and n not in recurrent}
    D = sum(layer.outputs for layer in levels[-1])
    words = beside.embedding(rest, levels[0][0].features)
    others = {n: a for n, a in rest.items() if words is None or n != words[0]}
    if (
        words
        and {"head.projection.weight", "head.bias"} <= set(rest)
        and "head.projection.bias" not in rest
    ):
        # our own checkpoints: scores = embedding·(P·h) + b
        projection, bias = rest["head.projection.weight"], rest["head.bias"]
        if projection.shape != (words[1].shape[1], D) or bias.shape != (len(words[1]),):
            raise ModelError(f"head.projection.weight {projection.shape} does not fit {D} numbers of h.")
        head: Head | None = Head(
            "head", (words[1] @ projection).astype(np.float32), bias.astype(np.float32)
        )
        read = {"head.projection.weight", "head.bias"}
    else:
        head = beside.head(others, D)
        read = {head.name, head.name.removesuffix("weight") + "bias"} if head else set()
    return Network(
        prefix or "the network",
        levels,
        None if words is None else words[1].astype(np.float32, copy=False),
        head,
        tokens,
        tuple(n for n in arrays if n not in used | read and (words is None or n != words[0])),
    )


def _cell(title: str, given: dict[str, np.ndarray], like: str | None) -> str:
    """The cell, from how many blocks of H rows the matrices have."""
    for key, array in given.items():
        if array.dtype.kind != "f":
            raise ModelError(f"{key} of “{title}” holds whole numbers ({array.dtype}): it is quantized.")
    weight_hh = given["weight_hh"]
    if weight_hh.ndim != 2 or given["weight_ih"].ndim != 2:
        raise ModelError(f"weight_hh of “{title}” is no matrix: its shape is {weight_hh.shape}.")
    H = given["weight_hr"].shape[1] if "weight_hr" in given else weight_hh.shape[1]
    blocks = len(weight_hh) / max(H, 1)
    cell = CELL_OF_BLOCKS.get(blocks)
    if cell is None:
        raise ModelError(
            f"weight_hh of “{title}” has the shape {weight_hh.shape}: an LSTM has 4, a GRU 3 and a plain RNN "
            f"1 block of {H} rows."
        )
    if "weight_hr" in given:
        if cell != "lstm":
            raise ModelError(f"“{title}” is projected, but no LSTM.")
        return PROJECTED
    if "peephole" in given:
        return "peephole"
    if like is None:
        return cell
    if (
        like
        not in {"lstm": ("lstm",), "gru": ("gru", "gru_before"), "rnn": ("rnn", "relu", "feedforward")}[
            cell
        ]
    ):
        raise ModelError(
            f"“{title}” has the weights of a cell “{cell}” and cannot be read like “{like}”."
        )
    return like
