"""Networks that Keras itself made and wrote (with PyTorch behind it), against what Keras itself computes."""

import numpy as np
import pytest

import lstm_viz

E, H, V = 5, 7, 11
FORMS = ("own.keras", "own.h5", "own.weights.h5")
CELLS = {
    "LSTM": lambda layers, **more: layers.LSTM(H, **more),
    "LSTM without bias": lambda layers, **more: layers.LSTM(H, use_bias=False, **more),
    "GRU": lambda layers, **more: layers.GRU(H, **more),
    "GRU, resets before": lambda layers, **more: layers.GRU(H, reset_after=False, **more),
    "plain": lambda layers, **more: layers.SimpleRNN(H, **more),
    "ReLU": lambda layers, **more: layers.SimpleRNN(H, activation="relu", **more),
}
UNSAID = {"GRU, resets before": "gru_before", "ReLU": "relu"}  # by weights alone


@pytest.fixture
def keras(monkeypatch):
    """Imported here: at the collection, each worker would spend 5 s on it."""
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    import keras

    keras.utils.set_random_seed(3)
    return keras


@pytest.fixture
def layers(keras):
    return keras.layers


def stirred(model):
    """All weights at random, biases too, which begin at 0 and 1."""
    random = np.random.default_rng(0)
    model.set_weights([random.normal(0, 0.4, array.shape) for array in model.get_weights()])
    return model


def written(model, form: str, folder):
    path = folder / form
    model.save_weights(path) if form.endswith(".weights.h5") else model.save(path)
    return path


def said(model, x: np.ndarray) -> np.ndarray:
    return np.asarray(model.predict(x[None], verbose=0))[0]


@pytest.mark.filterwarnings("ignore:You are saving your model as an HDF5 file")
@pytest.mark.parametrize("both", [False, True], ids=["forward", "both directions"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", CELLS)
def test_a_layer_in_each_file_that_keras_writes(keras, layers, cell, form, both, tmp_path):
    layer = CELLS[cell](layers, return_sequences=True)
    layer = layers.Bidirectional(layer) if both else layer
    model = stirred(keras.Sequential([layers.Input((None, E)), layer]))
    x = np.random.default_rng(1).normal(size=(40, E)).astype(np.float32)
    like = UNSAID.get(cell) if form.endswith(".weights.h5") else None
    network = lstm_viz.open(written(model, form, tmp_path), like=like)
    np.testing.assert_allclose(network.trace(x).output, said(model, x), atol=1e-5)


@pytest.mark.parametrize("form", FORMS[:2])
def test_layers_on_each_other_between_an_embedding_and_a_head(keras, layers, form, tmp_path):
    model = stirred(
        keras.Sequential(
            [
                layers.Input((None,), dtype="int32"),
                layers.Embedding(V, E),
                layers.Bidirectional(layers.GRU(H, return_sequences=True)),
                layers.Dropout(0.5),
                layers.LSTM(4, return_sequences=True),
                layers.TimeDistributed(layers.Dense(3)),
            ]
        )
    )
    network, ids = lstm_viz.open(written(model, form, tmp_path)), np.arange(30) % V
    assert len(network.levels) == 2 and network.embedding is not None
    np.testing.assert_allclose(network.trace(ids).scores, said(model, ids), atol=1e-5)


@pytest.mark.parametrize("form", FORMS[:2])
def test_a_model_in_keras_own_way_of_functions_that_judges_the_end(keras, layers, form, tmp_path):
    entry = keras.Input((None, E))
    inner = layers.LSTM(H, return_sequences=True, name="first")(entry)
    end = layers.LSTM(H, name="second")(inner)
    model = stirred(keras.Model(entry, layers.Dense(2, name="verdict")(end)))
    network = lstm_viz.open(written(model, form, tmp_path))
    assert network.name == "first + second" and network.head.name == "verdict"
    x = np.random.default_rng(2).normal(size=(25, E)).astype(np.float32)
    np.testing.assert_allclose(network.trace(x).end_scores, said(model, x), atol=1e-5)
