"""ONNX: the nodes LSTM, GRU and RNN of a graph, with the weights that are constants in it.

W (directions, k·H, E), R (directions, k·H, H), B (directions, 2·k·H): first W's biases, then R's. Blocks: LSTM
i, o, f, c; GRU z, r, h. P (directions, 3H) of a peephole LSTM: i, o, f. https://onnx.ai/onnx/operators
"""

from pathlib import Path
from typing import Any

import numpy as np

from lstm_viz.models.checkpoints import ModelError

from .layers import Layer, make
from .network import Head, Network

PASS = ("Transpose", "Squeeze", "Unsqueeze", "Reshape", "Identity", "Dropout", "Cast")  # hand numbers on
CHOOSE = (*PASS, "Gather", "Slice")  # hand on some steps
ACTIVATIONS = {"LSTM": ["sigmoid", "tanh", "tanh"], "GRU": ["sigmoid", "tanh"], "RNN": ["tanh"]}
# where in PyTorch's order a block of ONNX stands
ORDER = {"LSTM": (0, 2, 3, 1), "GRU": (1, 0, 2), "RNN": (0,)}


def open_onnx(path: Path, like: str | None) -> list[Network]:
    """The networks of an .onnx file: nodes that read each other's output stand on each other.

    Raises:
        ModelError: the package is missing, the file cannot be read, or what is in the way.
    """
    try:
        import onnx
    except ImportError as missing:
        raise ModelError(
            "Files of ONNX need the package onnx: pip install 'lstm-viz[onnx]'."
        ) from missing
    try:
        graph = onnx.load(path).graph
    except Exception as error:  # protobuf's kinds, and those of missing files beside it
        raise ModelError(f"{path.name} is not a readable .onnx file: {str(error)[:120]}") from error
    return _Graph(graph, onnx).networks()


class _Graph:
    def __init__(self, graph: Any, onnx: Any) -> None:
        self.nodes = list(graph.node)
        self.maker = {output: node for node in self.nodes for output in node.output}
        self.attributes = lambda n: {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}
        self.constants = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
        for node in self.nodes:
            if node.op_type == "Constant" and "value" in (found := self.attributes(node)):
                self.constants[node.output[0]] = onnx.numpy_helper.to_array(found["value"])

    def networks(self) -> list[Network]:
        chains: list[list[Any]] = []
        for node in self.nodes:  # ONNX keeps them in an order in which each can be computed
            if node.op_type not in ACTIVATIONS:
                continue
            below, output = self.source(node.input[0], PASS)
            chain = next((c for c in chains if c[-1] is below and output == below.output[0]), None)
            if chain:
                chain.append(node)
            else:
                chains.append([node])
        return [self.network(chain) for chain in chains]

    def source(self, value: str, passing: tuple[str, ...]) -> tuple[Any, str]:
        """The node that computes a value, past those that only hand it on, and what it is called there."""
        while (node := self.maker.get(value)) is not None and node.op_type in passing:
            if node.op_type == "Gather" and node.input[0] in self.constants:
                break  # looks tokens up
            value = node.input[0]
        return node, value

    def network(self, chain: list[Any]) -> Network:
        levels = tuple(self.level(node) for node in chain)
        below, _ = self.source(chain[0].input[0], PASS)
        words = None
        if below is not None and below.op_type == "Gather" and below.input[0] in self.constants:
            table = self.constants[below.input[0]]
            if table.ndim == 2 and table.shape[1] == levels[0][0].features:
                words = table.astype(np.float32)
        D = sum(layer.outputs for layer in levels[-1])
        heads = [head for node in self.nodes if (head := self.head(node, chain[-1], D))]
        name = " + ".join(self.name(node) for node in chain)
        return Network(name, levels, words, heads[0] if len(heads) == 1 else None)

    def name(self, node: Any) -> str:
        return node.name or next(filter(None, node.output))

    def head(self, node: Any, last: Any, D: int) -> Head | None:
        """The linear layer that a node is, if it reads what the last recurrent node gives."""
        if node.op_type not in ("MatMul", "Gemm") or node.input[1] not in self.constants:
            return None
        if self.source(node.input[0], CHOOSE)[0] is not last:
            return None
        weight = self.constants[node.input[1]].astype(np.float32)
        facts = self.attributes(node)
        if not facts.get("transB"):
            weight = weight.T  # (O, D)
        if (
            weight.ndim != 2
            or weight.shape[1] != D
            or {facts.get(k, 1.0) for k in ("alpha", "beta")} != {1.0}
        ):
            return None
        bias = self.constants.get(node.input[2]) if len(node.input) > 2 else None
        for after in self.nodes:
            if after.op_type == "Add" and node.output[0] in after.input:
                bias = next((self.constants[i] for i in after.input if i in self.constants), None)
        given = np.zeros(len(weight)) if bias is None else np.broadcast_to(bias.ravel(), len(weight))
        return Head(self.name(node), weight, given.astype(np.float32))

    def constant(self, node: Any, k: int, what: str) -> np.ndarray | None:
        """The k-th input of a node; nothing where it has none."""
        if len(node.input) <= k or not node.input[k]:
            return None
        if node.input[k] not in self.constants:
            raise ModelError(
                f"{what} of “{self.name(node)}” is computed in the graph: export it with constant folding."
            )
        return self.constants[node.input[k]]

    def level(self, node: Any) -> tuple[Layer, ...]:
        kind, name, facts = node.op_type, self.name(node), self.attributes(node)
        direction = facts.get("direction", b"forward").decode()
        both = direction == "bidirectional"
        if "clip" in facts or facts.get("input_forget"):
            raise ModelError(
                f"“{name}” has {'clip' if 'clip' in facts else 'input_forget'}, not read here."
            )
        wanted = ACTIVATIONS[kind] * (2 if both else 1)
        given = [word.decode().lower() for word in facts.get("activations", [])] or wanted
        relu = kind == "RNN" and given == ["relu"] * len(wanted)
        if given != wanted and not relu:
            raise ModelError(f"“{name}” has the activations {given}; {wanted} are read here.")
        for k, state in ((5, "initial_h"), (6, "initial_c")):
            start = self.constants.get(node.input[k]) if len(node.input) > k else None
            if start is not None and np.any(start):
                raise ModelError(f"“{name}” starts from an {state} of its own that is not zero.")
        W, R = self.constant(node, 1, "W"), self.constant(node, 2, "R")
        B = self.constant(node, 3, "B")
        P = self.constant(node, 7, "P") if kind == "LSTM" else None
        if W is None or R is None:
            raise ModelError(f"“{name}” has no weights.")
        cell = {"LSTM": "lstm", "GRU": "gru", "RNN": "relu" if relu else "rnn"}[kind]
        if kind == "GRU" and not facts.get("linear_before_reset"):
            cell = "gru_before"
        if P is not None and np.any(P):
            cell = "peephole"

        def blocks(array: np.ndarray) -> np.ndarray:
            parts = np.split(array, len(ORDER[kind]))
            return np.concatenate([parts[k] for k in ORDER[kind]])

        sides = []
        for k in range(2 if both else 1):
            arrays = {"weight_ih": blocks(W[k]), "weight_hh": blocks(R[k])}
            if B is not None:
                arrays |= dict(zip(("bias_ih", "bias_hh"), map(blocks, np.split(B[k], 2)), strict=True))
            if P is not None and cell == "peephole":
                i, o, f = np.split(P[k], 3)
                arrays["peephole"] = np.concatenate([i, f, o])
            backward = direction == "reverse" or k == 1
            sides.append(make(f"{name}{', backward' if backward else ''}", cell, arrays, backward))
        return tuple(sides)
