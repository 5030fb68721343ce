"""What the browser gets of the heads is the trace, number for number."""

import base64

import numpy as np
import pytest

from lstm_viz.browser import heads
from lstm_viz.browser.heads.payload import habit, source_lines
from lstm_viz.models.transformer import TransformerModel


@pytest.fixture(scope="module")
def read():
    model = TransformerModel.load()
    return model, model.trace("the dog that lives near the river runs")


def test_arrays_are_the_traces(read):
    _, trace = read
    payload = heads.payload(trace, [])
    for name in ("query", "key", "value", "products", "weights", "mixed"):
        sent = payload["arrays"][name]
        array = np.frombuffer(base64.b64decode(sent["base64"]), "<f4").reshape(sent["shape"])
        ours = np.concatenate([getattr(layer.attention, name) for layer in trace.layers])
        np.testing.assert_array_equal(array, ours)
    assert len(payload["heads"]) == 8 and payload["tokens"] == trace.tokens


def test_likeliest_words_are_the_models(read):
    model, trace = read
    words = heads.likeliest(model.scores(trace.output), model.vocabulary.tokens, 4)
    assert len(words) == len(trace)
    for t in (0, 3, 7):
        for (word, p), (token, share) in zip(words[t], model.predict(trace, t, 4), strict=True):
            assert (word, p) == (
                token.replace("<end>", "(end)").replace("<unk>", "(rare word)"),
                pytest.approx(share, rel=1e-4),  # one product for all words, or one for each
            )


def test_the_habit_of_a_head():
    T = 8
    assert habit(np.eye(T)) == "itself 100 %"
    previous = np.eye(T, k=-1)
    previous[0, 0] = 1
    assert habit(previous) == "the word before 100 %"
    first = np.zeros((T, T))
    first[:, 0] = 1
    assert habit(first) == "the first word 100 %"
    assert habit(np.eye(2)) == "too few words"


def test_the_lines_shown_are_those_that_compute():
    lines = source_lines()
    assert lines["Compare"][0] == "# Q·Kᵀ" and "query @" in lines["Compare"][1]
    assert lines["Softmax"][0] == "# A = softmax(S)" and len(lines["Softmax"]) == 4
    assert all(stage in lines for stage in heads.payload.__globals__["STAGES"])
