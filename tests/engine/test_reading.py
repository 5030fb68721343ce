"""The engine's readings against Python's, which are held against PyTorch: every shipped language model."""

import random

import numpy as np
import pytest

import lstm_viz
from lstm_viz.browser.engine import payload
from lstm_viz.inputs import text
from lstm_viz.models import checkpoints, language
from lstm_viz.nn.softmax import softmax

from .node import ask, read_arrays

LONGEST = 200
CLOSE = {
    "atol": 1e-5,
    "rtol": 3e-6,
}  # a cell state may lie near 100, where float32 itself is that coarse
FIELDS = {
    "lstm": "forget_gate input_gate candidate output_gate cell_state hidden_state".split(),
    "gru": "reset_gate update_gate candidate hidden_state".split(),
    "rnn": ["hidden_state"],
    "feedforward": ["hidden_state"],
}
MODELS = [*language.model_names(), *language.snapshot_names()]


def random_texts(model, count: int) -> list[str]:
    """Texts of words and signs in any order, some in no vocabulary: the last of T = 200, most shorter."""
    chance = random.Random(1)
    letters = model.facts["tokenizer"] == "characters"
    known = lstm_viz.load_model().vocabulary.tokens[2:]
    odd = ["zzyzx", "🐻", "Żółć", "字", "?!", "1999"]
    texts = []
    for k in range(count):
        T = LONGEST if k == count - 1 else min(LONGEST, 1 + int(chance.expovariate(1 / 15)))
        parts = [chance.choice(known if chance.random() < 0.97 else odd) for _ in range(T)]
        tokens = model.tokenize(text.join(parts, "words"))[:T]
        texts.append("".join(tokens).rstrip() if letters else text.join(tokens, "words"))
    return texts


@pytest.mark.parametrize("name", MODELS)
def test_reading_equals_python_s(name, tmp_path):
    model = lstm_viz.load_model(name)
    texts = random_texts(model, 200)
    traces = [model.trace(one) for one in texts]
    assert LONGEST - 1 <= max(map(len, traces)) <= LONGEST
    steps = [sorted({len(trace) // 2, len(trace) - 1}) for trace in traces]
    fields = FIELDS[model.cell_name]
    ask(
        "read.js",
        tmp_path,
        {
            "weights": str(checkpoints.shipped(name)),
            "writing": payload.writing(),
            "texts": [{"text": one, "steps": at} for one, at in zip(texts, steps, strict=True)],
            "fields": fields,
            "arrays": str(tmp_path / "arrays"),
            "probabilities": str(tmp_path / "probabilities"),
        },
    )
    shapes = {
        f"{field} of text {k}": getattr(trace, field).shape
        for k, trace in enumerate(traces)
        for field in fields
    }
    found = read_arrays(tmp_path / "arrays", shapes)
    for k, trace in enumerate(traces):
        for field in fields:
            there = found[f"{field} of text {k}"]
            np.testing.assert_allclose(there, getattr(trace, field), **CLOSE, err_msg=texts[k])
    hidden = np.concatenate([trace.hidden_state[at] for trace, at in zip(traces, steps, strict=True)])
    expected = softmax(model.scores(hidden))
    found = read_arrays(tmp_path / "probabilities", {"p": expected.shape})["p"]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5)
