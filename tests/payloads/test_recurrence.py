"""What the browser gets is what was computed, and every sum on screen comes out as it says."""

import base64
import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.browser.recurrence import (
    activation_payload,
    backprop_payload,
    cell_payload,
    gradients_payload,
)
from lstm_viz.models.cells import CELLS
from lstm_viz.nn import backprop, gradients
from lstm_viz.nn.lstm import sigmoid
from tests.nn.test_gradients import IDS, small

WORDS = ["a", "b", "zebra", "b"]


def decoded(encoded):
    return np.frombuffer(base64.b64decode(encoded["base64"]), "<f4").reshape(encoded["shape"])


@pytest.fixture(scope="module")
def cell():
    model = small("rnn")
    trace = model.trace(WORDS)
    return model, trace, cell_payload.payload(model, trace, ["x", "y", "z", "w"], start=2, unit=1)


def test_the_cell_gets_the_trace_and_is_plain_json(cell):
    _, trace, payload = cell
    json.dumps(payload)
    for name in ("inputs", "hidden_state", "input_part", "hidden_part", "bias"):
        np.testing.assert_array_equal(decoded(payload["arrays"][name]), getattr(trace, name))
    assert payload["known"] == [True, True, False, True]
    assert (payload["start"], payload["unit"], payload["memoryless"]) == (2, 1, ["x", "y", "z", "w"])


def test_the_painted_weights_are_the_models_within_their_steps(cell):
    model, _, payload = cell
    W, largest = model.parameters.W, payload["weights"]["largest"]
    coarse = np.frombuffer(base64.b64decode(payload["weights"]["base64"]), np.int8).reshape(W.shape)
    np.testing.assert_allclose(coarse / 127 * largest, np.clip(W, -largest, largest), atol=largest / 127)


def test_each_stage_has_a_true_sentence(cell):
    _, trace, payload = cell
    assert [set(said) for said in payload["narration"]] == [{"", *CELLS["rnn"].stages}] * len(WORDS)
    changed = np.abs(trace.hidden_state[1] - trace.hidden_state[0])
    assert f"Unit {changed.argmax()} changes most" in payload["narration"][1]["Hidden"]
    assert f"moves by {changed.mean():.2f} a unit" in payload["narration"][1][""]
    assert "nothing" not in payload["narration"][1]["Concatenate"].lower()
    assert "Nothing has been read before" in payload["narration"][0]["Concatenate"]


def number(text):
    return float(text.replace("−", "-"))


def worked_out(expression):
    """The value of a sum of products as it is written on screen."""
    expression = expression.replace("−", "-").replace("×", "*").replace("(-", "(0-")
    assert re.fullmatch(r"[\d\s.()*+-]+", expression), expression
    return eval(expression)


@given(x=st.tuples(st.floats(-2, 2), st.floats(-2, 2)), y=st.floats(0, 1), seed=st.integers(0, 20))
def test_every_line_of_backpropagation_comes_out_as_it_says(x, y, seed):
    payload = backprop_payload.payload(backprop.Network.small(seed=seed), list(x), [y], 5.0)
    for step in payload["steps"]:
        for line in step["lines"]:
            if step["kind"] == "forward":
                z, shown, of, a = re.fullmatch(
                    r"unit \d: z = (.*) = (\S+);  a = σ\((\S+)\) = (\S+)", line
                ).groups()
                assert worked_out(z) == pytest.approx(number(shown), abs=0.00051)
                assert sigmoid(number(of)) == pytest.approx(number(a), abs=0.00051)
            if step["kind"] in ("delta", "gradient"):
                _, expression, result = re.split(r": (?:δ = )?| = (?=[^=]*$)", line)
                places = len(result.partition(".")[2])
                assert places >= (4 if step["kind"] == "gradient" else 3)
                assert worked_out(expression) == pytest.approx(number(result), abs=0.51 * 10**-places)


def test_backpropagation_shows_the_pass_that_was_computed():
    network = backprop.Network.small()
    found = backprop.backpropagate(network, [1.0, -0.5], [0.9])
    payload = backprop_payload.payload(network, [1.0, -0.5], [0.9], 5.0)
    kinds = [(s["kind"], s["layer"]) for s in payload["steps"]]
    forward, backward = [("forward", k) for k in (1, 2, 3)], [("delta", k) for k in (3, 2, 1)]
    assert kinds == [*forward, ("cost", 3), *backward, ("gradient", None), ("descent", None)]
    for shown, delta in zip(payload["deltas"], found.deltas, strict=True):
        # three significant digits, however small
        assert [number(d) for d in shown] == pytest.approx(list(delta), rel=5e-3)


def test_gradients_are_those_computed():
    found = {cell: gradients.through_time(small(cell), IDS) for cell in ("rnn", "lstm", "gru")}
    payload = gradients_payload.payload([str(i) for i in IDS], found, 7)
    json.dumps(payload)
    for sent, (cell, wanted) in zip(payload["networks"], found.items(), strict=True):
        np.testing.assert_allclose(decoded(sent["hidden"]), np.nan_to_num(wanted.hidden), rtol=1e-6)
        assert ("cell" in sent, "belt" in sent) == (cell == "lstm", cell != "rnn")


def test_activations_hold_the_three_functions_on_the_grid():
    payload = activation_payload.payload()
    z = decoded(payload["z"])
    sigma, tanh, relu = (decoded(f["f"]) for f in payload["functions"])
    np.testing.assert_allclose(sigma, 1 / (1 + np.exp(-z)), atol=1e-6)
    np.testing.assert_allclose(tanh, np.tanh(z), atol=1e-6)
    np.testing.assert_allclose(relu, np.clip(z, 0, None), atol=1e-6)
    assert z[payload["start"]] == pytest.approx(1.5)
