"""The twins are run as they stand on the page: PyTorch itself, Keras by its documented equations."""

import contextlib
import io
import re
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.studies import twins

ROOT = Path(__file__).parents[2]
TOKENS = ["the", "dogs", "that", "live", "near", "the", "old", "qwxz", "house"]


def printed(code: str) -> list[tuple[str, float]]:
    out = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        exec(compile(code, "twin", "exec"), {})
    return [(word, float(p)) for word, p in re.findall(r"(\S+) (\d\.\d+)", out.getvalue())]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class LSTM:
    """Keras' LSTM by its documentation: gates i, f, c, o; kernels transposed; one bias (Keras 3, layers/rnn)."""

    def __init__(self, units, return_sequences, return_state):
        assert return_sequences and return_state
        self.units = units

    def build(self, shape):
        self.shapes = [(shape[-1], 4 * self.units), (self.units, 4 * self.units), (4 * self.units,)]

    def set_weights(self, weights):
        assert [w.shape for w in weights] == self.shapes
        self.kernel, self.recurrent, self.bias = weights

    def __call__(self, x):
        h = c = np.zeros((len(x), self.units))
        every = []
        for t in range(x.shape[1]):
            z = x[:, t] @ self.kernel + h @ self.recurrent + self.bias
            i, f, g, o = np.split(z, 4, axis=1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            every.append(h)
        return np.stack(every, axis=1), h, c


@pytest.fixture
def keras_by_its_formulas(monkeypatch):
    module = types.ModuleType("keras")
    module.layers = types.SimpleNamespace(LSTM=LSTM)
    softmax = lambda s: np.exp(s - s.max()) / np.exp(s - s.max()).sum(axis=1, keepdims=True)  # noqa: E731
    module.ops = types.SimpleNamespace(softmax=softmax)
    monkeypatch.setitem(sys.modules, "keras", module)


def expected(everyday):
    return everyday.predict(everyday.trace(TOKENS), k=5)


def test_the_pytorch_twin_predicts_what_the_page_shows(everyday):
    found = printed(twins.pytorch(everyday, "everyday", TOKENS))
    assert [word for word, _ in found] == [word for word, _ in expected(everyday)]
    assert [p for _, p in found] == pytest.approx([p for _, p in expected(everyday)], abs=1e-4)


def test_the_keras_twin_predicts_the_same(everyday, keras_by_its_formulas):
    found = printed(twins.keras(everyday, "everyday", TOKENS))
    assert [word for word, _ in found] == [word for word, _ in expected(everyday)]
    assert [p for _, p in found] == pytest.approx([p for _, p in expected(everyday)], abs=1e-4)
