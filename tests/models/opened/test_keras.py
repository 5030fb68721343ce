"""Networks of Keras, in every layout of its files, against its documented equations in float64."""

import numpy as np
import pytest

import lstm_viz
from tests.models.opened.keras_files import FORMS, both, described, plain, read, weights, write

E, H = 5, 7
CELLS = {
    "LSTM": ("LSTM", {}, {}),
    "no bias": ("LSTM", {"use_bias": False}, {"bias": False}),
    "GRU": ("GRU", {}, {}),
    "GRU before": ("GRU", {"reset_after": False}, {"reset_after": False}),
    "GRU without bias": ("GRU", {"use_bias": False}, {"bias": False}),
    "plain": ("SimpleRNN", {}, {}),
    "ReLU": ("SimpleRNN", {"activation": "relu"}, {}),
}
WEIGHTS_ALONE = ("weights.h5", "own.weights.h5")


@pytest.fixture
def random():
    return np.random.default_rng(5)


@pytest.mark.parametrize("T", [1, 40, 300])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", CELLS)
def test_every_step_is_that_of_the_equations(cell, form, T, random, tmp_path):
    kind, options, of_weights = CELLS[cell]
    arrays, x = weights(kind, E, H, random, **of_weights), random.normal(size=(T, E))
    path = write(tmp_path, form, [(described(kind, "own", H, **options), arrays)])
    expected = read(kind, arrays, x, relu=cell == "ReLU")
    np.testing.assert_allclose(lstm_viz.open(path).trace(x).output, expected, atol=1e-5)


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_tagger_in_both_directions(form, random, tmp_path):
    """Embedding, two levels, dropout between, a dense layer at every step."""
    table = random.normal(size=(11, E)).astype(np.float32)
    sides = [weights("LSTM", E, H, random) for _ in range(2)]
    upper = weights("GRU", 2 * H, 4, random)
    dense = [random.normal(size=(4, 3)).astype(np.float32), random.normal(size=3).astype(np.float32)]
    layers = [
        (plain("Embedding", "words"), [table]),
        (both(described("LSTM", "inner", H), "lower"), [*sides[0], *sides[1]]),
        (plain("Dropout", "drop"), []),
        (described("GRU", "upper", 4), upper),
        (plain("TimeDistributed", "tags", layer=plain("Dense", "dense", activation="softmax")), dense),
    ]
    network = lstm_viz.open(write(tmp_path, form, layers))
    ids = random.integers(0, 11, size=30)
    x = table[ids]
    forward, backward = read("LSTM", sides[0], x), read("LSTM", sides[1], x[::-1])[::-1]
    h = read("GRU", upper, np.concatenate([forward, backward], axis=1))
    trace = network.trace(ids)
    np.testing.assert_allclose(trace.output, h, atol=1e-5)
    np.testing.assert_allclose(trace.scores, h @ dense[0] + dense[1], atol=1e-5)
    assert network.name == "lower + upper" and [layer.backward for layer in network.layers] == [
        False,
        True,
        False,
    ]


def test_the_end_of_two_directions_is_what_a_dense_layer_reads(random, tmp_path):
    sides = [weights("LSTM", E, H, random) for _ in range(2)]
    dense = [random.normal(size=(2 * H, 1)).astype(np.float32), np.zeros(1, np.float32)]
    layers = [
        (both(described("LSTM", "inner", H, return_sequences=False), "judge"), [*sides[0], *sides[1]]),
        (plain("Dense", "verdict", activation="sigmoid"), dense),
    ]
    x = random.normal(size=(12, E))
    trace = lstm_viz.open(write(tmp_path, "whole.keras", layers)).trace(x)
    end = np.concatenate([read("LSTM", sides[0], x)[-1], read("LSTM", sides[1], x[::-1])[-1]])
    np.testing.assert_allclose(trace.end_scores, end @ dense[0], atol=1e-5)


@pytest.mark.parametrize("nodes", ["older", "newer"])
def test_layers_of_a_graph_are_joined_as_it_says(nodes, random, tmp_path):
    def reads(name):
        if nodes == "older":
            return [[[name, 0, 0, {}]]]
        return [
            {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}}]}
        ]

    first, second, other = (weights("LSTM", e, H, random) for e in (E, H, E))
    layers = [
        (plain("InputLayer", "x") | {"inbound_nodes": []}, []),
        (described("LSTM", "first", H) | {"inbound_nodes": reads("x")}, first),
        (described("LSTM", "other", H) | {"inbound_nodes": reads("x")}, other),
        (described("LSTM", "second", H) | {"inbound_nodes": reads("first")}, second),
    ]
    path = write(tmp_path, "whole.h5", layers, "Functional")
    with pytest.raises(lstm_viz.ModelError, match=r"first \+ second.*other"):
        lstm_viz.open(path)
    x = random.normal(size=(20, E))
    h = read("LSTM", second, read("LSTM", first, x))
    np.testing.assert_allclose(lstm_viz.open(path, layer="first + second").trace(x).output, h, atol=1e-5)


@pytest.mark.parametrize("form", WEIGHTS_ALONE)
@pytest.mark.parametrize("cell", CELLS)
def test_weights_alone(cell, form, random, tmp_path):
    kind, options, of_weights = CELLS[cell]
    arrays, x = weights(kind, E, H, random, **of_weights), random.normal(size=(25, E))
    table, dense = random.normal(size=(9, E)), [random.normal(size=(H, 2)), random.normal(size=2)]
    layers = [
        (plain("Embedding", "words"), [table]),
        (described(kind, "own", H, **options), arrays),
        (plain("Dense", "dense", activation="linear"), dense),
    ]
    path = write(tmp_path, form, layers)
    like = {"ReLU": "relu", "GRU without bias": "gru"}.get(cell)
    network = lstm_viz.open(path, like=like)
    h = read(kind, arrays, x, relu=cell == "ReLU")
    np.testing.assert_allclose(network.trace(x).output, h, atol=1e-5)
    np.testing.assert_allclose(network.trace(x).scores, h @ dense[0] + dense[1], atol=1e-5)
    np.testing.assert_allclose(network.embedding, table, atol=1e-6)


@pytest.mark.parametrize("form", WEIGHTS_ALONE)
def test_weights_alone_in_both_directions(form, random, tmp_path):
    sides = [weights("GRU", E, H, random) for _ in range(2)]
    path = write(tmp_path, form, [(both(described("GRU", "inner", H), "own"), [*sides[0], *sides[1]])])
    x = random.normal(size=(25, E))
    h = np.concatenate([read("GRU", sides[0], x), read("GRU", sides[1], x[::-1])[::-1]], axis=1)
    np.testing.assert_allclose(lstm_viz.open(path).trace(x).output, h, atol=1e-5)


@pytest.mark.parametrize("form", WEIGHTS_ALONE)
def test_weights_alone_do_not_say_what_stands_on_what(form, random, tmp_path):
    layers = [
        (described("LSTM", name, H), weights("LSTM", e, H, random))
        for name, e in (("lstm", E), ("lstm_1", H))
    ]
    with pytest.raises(lstm_viz.ModelError, match="name one with layer="):
        lstm_viz.open(write(tmp_path, form, layers))


@pytest.mark.parametrize("form", WEIGHTS_ALONE)
def test_a_gru_without_a_bias_needs_to_be_told(form, random, tmp_path):
    path = write(
        tmp_path, form, [(described("GRU", "own", H), weights("GRU", E, H, random, bias=False))]
    )
    with pytest.raises(lstm_viz.ModelError, match="do not say where it resets"):
        lstm_viz.open(path)


@pytest.mark.parametrize(
    ("layer", "says"),
    [
        (described("LSTM", "own", H, activation="relu"), "activation “relu”"),
        (described("LSTM", "own", H, recurrent_activation="hard_sigmoid"), "hard_sigmoid"),
        (described("LSTM", "own", H, go_backwards=True), "go_backwards"),
        (plain("CuDNNLSTM", "own"), "CuDNNLSTM"),
        (plain("RNN", "own"), "a RNN"),
        (both(described("LSTM", "inner", H), "own", merge="sum"), "sum"),
        (plain("Dense", "own", activation="linear"), "no recurrent layer"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_in_the_way_is_named(layer, says, form, random, tmp_path):
    arrays = weights("LSTM", E, H, random)
    with pytest.raises(lstm_viz.ModelError, match=says):
        lstm_viz.open(write(tmp_path, form, [(layer, arrays)]))
