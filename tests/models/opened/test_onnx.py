"""Networks in ONNX, made node by node from the weights of `torch.nn`, against `torch.nn`."""

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

import lstm_viz

E, H, B = 4, 6, 1
BLOCKS = {"LSTM": (0, 3, 1, 2), "GRU": (1, 0, 2), "RNN": (0,)}  # of torch's blocks, in ONNX's order


def reordered(kind: str, array) -> np.ndarray:
    parts = np.split(array.numpy(force=True), len(BLOCKS[kind]))
    return np.concatenate([parts[k] for k in BLOCKS[kind]])


def write(path, layer: nn.RNNBase, kind: str, extra=(), **attributes):
    """A graph: tokens are looked up, every level is a node, its output is put in order for the next."""
    both, nodes, constants = layer.bidirectional, [], []
    sides = ["", "_reverse"] if both else [""]

    def constant(name, array):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(array, dtype=array.dtype), name))
        return name

    table, head = torch.randn(11, E), nn.Linear(H * len(sides), 3)
    constant("table", table.numpy())
    constant("shape", np.array([0, 0, -1], np.int64))
    nodes.append(helper.make_node("Gather", ["table", "ids"], ["looked_up"], axis=0))
    x = "looked_up"
    for level in range(layer.num_layers):
        get = lambda name, side: getattr(layer, f"{name}_l{level}{side}")  # noqa: B023, E731
        inputs = [
            x,
            constant(f"W{level}", np.stack([reordered(kind, get("weight_ih", s)) for s in sides])),
            constant(f"R{level}", np.stack([reordered(kind, get("weight_hh", s)) for s in sides])),
        ]
        if layer.bias:
            both_biases = [
                np.concatenate([reordered(kind, get(n, s)) for n in ("bias_ih", "bias_hh")])
                for s in sides
            ]
            inputs.append(constant(f"B{level}", np.stack(both_biases)))
        more = dict(attributes)
        if kind == "GRU":
            more.setdefault("linear_before_reset", 1)
        inputs += list(extra)
        nodes += [
            helper.make_node(kind, inputs, [f"Y{level}", f"h{level}"], name=f"{kind.lower()}{level}",
                             hidden_size=H, direction="bidirectional" if both else "forward", **more),
            helper.make_node("Transpose", [f"Y{level}"], [f"turned{level}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"turned{level}", "shape"], [f"x{level}"]),
        ]  # fmt: skip
        x = f"x{level}"
    constant("M", head.weight.numpy(force=True).T)
    constant("b", head.bias.numpy(force=True))
    nodes += [
        helper.make_node("MatMul", [x, "M"], ["product"]),
        helper.make_node("Add", ["b", "product"], ["y"]),
    ]
    graph = helper.make_graph(
        nodes, "own",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["T", B])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["T", B, 3])],
        constants,
    )  # fmt: skip
    onnx.save(helper.make_model(graph), path)
    return table, head


@pytest.mark.parametrize("T", [1, 25, 300])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("LSTM", {}),
        ("LSTM", {"num_layers": 2, "bidirectional": True}),
        ("LSTM", {"bias": False}),
        ("GRU", {"num_layers": 2}),
        ("GRU", {"bidirectional": True}),
        ("RNN", {"num_layers": 2}),
        ("RNN", {"nonlinearity": "relu", "bidirectional": True}),
    ],
)
def test_every_step_is_torchs(kind, options, T, tmp_path):
    torch.manual_seed(T)
    layer, ids = getattr(nn, kind)(E, H, **options), torch.randint(0, 11, (T,))
    given = {}
    if options.get("nonlinearity") == "relu":
        given["activations"] = ["Relu", "Relu"]
    table, head = write(tmp_path / "own.onnx", layer, kind, **given)
    network = lstm_viz.open(tmp_path / "own.onnx")
    trace, output = network.trace(ids.numpy()), layer(table[ids])[0]
    np.testing.assert_allclose(trace.output, output.numpy(force=True), atol=1e-5)
    np.testing.assert_allclose(trace.scores, head(output).numpy(force=True), atol=1e-5)
    assert network.name == " + ".join(f"{kind.lower()}{k}" for k in range(layer.num_layers))


def test_a_gru_that_resets_before_the_product(tmp_path):
    layer, x = nn.GRU(E, H), np.random.default_rng(0).normal(size=(20, E))
    write(tmp_path / "own.onnx", layer, "GRU", linear_before_reset=0)
    W, R, b, c = (getattr(layer, n).numpy(force=True).astype(np.float64)
                  for n in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"))  # fmt: skip
    h, rows = np.zeros(H), []
    for row in x:
        (r_x, z_x, n_x), (R_r, R_z, R_n) = np.split(W @ row + b + c, 3), np.split(R, 3)
        r, z = 1 / (1 + np.exp(-(r_x + R_r @ h))), 1 / (1 + np.exp(-(z_x + R_z @ h)))
        h = (1 - z) * np.tanh(n_x + R_n @ (r * h)) + z * h
        rows.append(h)
    np.testing.assert_allclose(lstm_viz.open(tmp_path / "own.onnx").trace(x).output, rows, atol=1e-5)


def test_a_peephole_lstm(tmp_path):
    """ONNX's reference implementation computes the same."""
    layer, x = nn.LSTM(E, H), np.random.default_rng(0).normal(size=(20, E)).astype(np.float32)
    write(tmp_path / "own.onnx", layer, "LSTM", extra=["", "", "", "P"])
    model = onnx.load(tmp_path / "own.onnx")
    P = np.random.default_rng(1).normal(size=(1, 3 * H)).astype(np.float32)
    model.graph.initializer.append(numpy_helper.from_array(P, "P"))
    onnx.save(model, tmp_path / "own.onnx")
    from lstm_viz.nn import peephole

    i, o, f = np.split(P[0], 3)
    arrays = [getattr(layer, n).numpy(force=True)
              for n in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")]  # fmt: skip
    p = peephole.PeepholeParameters.from_torch(*arrays, np.concatenate([i, f, o]))
    found = lstm_viz.open(tmp_path / "own.onnx")
    assert found.layers[0].cell == "peephole"
    np.testing.assert_allclose(found.trace(x).output, peephole.run(p, x).hidden_state, atol=1e-6)


@pytest.mark.parametrize(
    ("kind", "attributes", "says"),
    [
        ("LSTM", {"clip": 3.0}, "clip"),
        ("LSTM", {"input_forget": 1}, "input_forget"),
        ("LSTM", {"activations": ["HardSigmoid", "Tanh", "Tanh"]}, "hardsigmoid"),
        ("RNN", {"activations": ["Affine"]}, "affine"),
    ],
)
def test_what_is_in_the_way_is_named(kind, attributes, says, tmp_path):
    write(tmp_path / "own.onnx", getattr(nn, kind)(E, H), kind, **attributes)
    with pytest.raises(lstm_viz.ModelError, match=says):
        lstm_viz.open(tmp_path / "own.onnx")


def test_weights_that_the_graph_computes_are_named(tmp_path):
    write(tmp_path / "own.onnx", nn.LSTM(E, H), "LSTM")
    model = onnx.load(tmp_path / "own.onnx")
    for tensor in model.graph.initializer:
        if tensor.name == "R0":
            tensor.name = "raw"
    model.graph.node.insert(0, helper.make_node("Neg", ["raw"], ["R0"]))
    onnx.save(model, tmp_path / "own.onnx")
    with pytest.raises(lstm_viz.ModelError, match="R of “lstm0” is computed"):
        lstm_viz.open(tmp_path / "own.onnx")
