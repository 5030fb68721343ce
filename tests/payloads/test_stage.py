"""What the browser gets is the trace, number for number."""

import base64
import inspect
import json

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.browser import stage
from lstm_viz.browser.packing import encode
from lstm_viz.browser.stage.payload import SHOWN_LABELS, TEMPERATURES, source_lines
from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.look.narration import show
from lstm_viz.models.cells import CELLS
from lstm_viz.nn import embeddings, lstm
from lstm_viz.studies.order import ORDERS

STAGES = tuple(CELLS["lstm"].stages)


def decode(encoded) -> np.ndarray:
    """As the browser does it."""
    return np.frombuffer(base64.b64decode(encoded["base64"]), "<f4").reshape(encoded["shape"])


@pytest.fixture(scope="module")
def trace(everyday):
    return everyday.trace("The grizzlyy bear\u2019s qwxzqwxz, 🐻!")


@pytest.fixture(scope="module")
def sent(everyday, trace):
    """The payload after its way through JSON."""
    data = stage.payload(
        trace,
        trace.tokens,
        "activity",
        marks=stage.unknown_words(everyday.vocabulary, trace),
        model="everyday",
        start=3,
        unit=5,
        next=stage.next_words(everyday, trace),
        map=stage.word_map(everyday, trace),
    )
    return json.loads(json.dumps(data))


def test_arrays_are_the_trace(trace, sent):
    arrays = {name: array for name, array in lstm.arrays(trace).items() if name != "ids"}
    assert sent["arrays"].keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(decode(sent["arrays"][name]), array)


def test_encode_any_array():
    for array in (
        np.float32([[1.5, -0.0], [np.pi, 1e-40]]),
        np.arange(6).reshape(3, 2).T,
        np.zeros((0, 4)),
    ):
        np.testing.assert_array_equal(decode(encode(array)), array.astype(np.float32))


def test_tokens_and_unknown_words(trace, sent):
    assert sent["tokens"] == trace.tokens
    assert sent["known"] == trace.known
    assert sent["known"][0] and not sent["known"][1]
    assert sent["suggestions"][1] == "grizzly"
    assert sent["suggestions"][0] is None


def test_order_stages_and_sizes(trace, sent):
    assert sent["order"] == ORDERS["activity"](trace.cell_state).tolist()
    assert sent["stages"] == list(STAGES)
    assert (sent["start"], sent["unit"], sent["sizes"]) == (
        3,
        5,
        {"H": trace.cell_state.shape[1], "E": 96},
    )


def test_identity_changes_with_what_is_shown(everyday, trace):
    def identity(text="a dog runs", order="number", **view):
        other = everyday.trace(text)
        return stage.payload(other, other.tokens, order, **view)["id"]

    views = [
        identity(),
        identity("a cat runs"),
        identity(order="activity"),
        identity(unit=3),
        identity(start=1),
        identity(model="other"),
        identity(share={"text": "a dog runs"}),
    ]
    assert len(set(views)) == len(views)
    assert identity() == views[0]


def test_code_is_the_code_that_runs(everyday, trace):
    """Each pair is an equation and the very next line of `lstm.step`; together they compute the step."""
    source = [line.strip() for line in inspect.getsource(lstm.step).splitlines()]
    shown = source_lines(CELLS["lstm"])
    assert list(shown) == list(STAGES)
    lines = [line for stage in STAGES for line in shown[stage]]
    assert len(lines) == 12
    for equation, code in zip(lines[::2], lines[1::2], strict=True):
        at = source.index(equation)
        assert source[at + 1] == code
        assert equation.startswith("# ") and equation[2:] in lstm.__doc__
    names = {
        "np": np,
        "sigmoid": lstm.sigmoid,
        "p": everyday.parameters,
        "hx": np.concatenate([trace.hidden_state[1], trace.inputs[2]]),
        "c": trace.cell_state[1],
    }
    exec("\n".join(lines), names)
    for name, field in (
        ("forget", "forget_gate"),
        ("write", "input_gate"),
        ("candidate", "candidate"),
        ("c", "cell_state"),
        ("output", "output_gate"),
        ("h", "hidden_state"),
    ):
        np.testing.assert_allclose(names[name], getattr(trace, field)[2], atol=2e-6)


def shown_probabilities(readout, t, k) -> float:
    """As next.js computes them."""
    tau = readout["temperatures"][k]
    return np.exp(
        decode(readout["scores"])[t].astype(np.float64) / tau - decode(readout["log_sums"])[t, k]
    )


def test_next_words_at_every_temperature(everyday, trace, sent):
    readout = sent["next"]
    scores = torch.from_numpy(everyday.scores(trace.hidden_state)).double()
    index = everyday.vocabulary.index
    assert readout["temperatures"] == list(TEMPERATURES) and 1.0 in TEMPERATURES
    for k, tau in enumerate(TEMPERATURES):
        p = (scores / tau).softmax(-1)
        for t in range(len(trace)):
            exact = p[t, [index[word] for word in readout["words"][t]]].numpy()
            np.testing.assert_allclose(shown_probabilities(readout, t, k), exact, rtol=1e-4, atol=1e-9)


def test_next_words_are_those_that_the_model_predicts(everyday, trace, sent):
    readout, at_one = sent["next"], TEMPERATURES.index(1.0)
    for t in range(len(trace)):
        predicted = everyday.predict(trace, t, k=SHOWN_LABELS)
        assert readout["words"][t] == [word for word, _ in predicted]
        np.testing.assert_allclose(
            shown_probabilities(readout, t, at_one), [p for _, p in predicted], rtol=1e-4
        )
    assert readout["takes"] and readout["special"] == [UNKNOWN, END]


def test_readout_of_few_labels():
    scores = np.float32([[1, 3], [0, -50]])
    readout = stage.readout(scores, ["no", "yes"], "Which?", "Two.")
    assert readout["words"] == [["yes", "no"], ["no", "yes"]]
    p = torch.tensor(scores).softmax(-1).sort(descending=True).values.numpy()
    for t in (0, 1):
        np.testing.assert_allclose(
            shown_probabilities(readout, t, TEMPERATURES.index(1.0)), p[t], rtol=1e-5
        )
    assert not readout["takes"]


def test_word_map(everyday, trace, sent):
    pca = embeddings.PCA.fit(everyday.embeddings)
    shown = sent["map"]
    for t, row in enumerate(trace.ids):
        point = decode(shown["points"])[shown["place"][t]]
        np.testing.assert_allclose(point, pca.transform(everyday.embeddings[row]), atol=1e-5)
    assert shown["explained"] == pca.explained.tolist()
    assert len(shown["names"]) == len(set(trace.ids.tolist()))
    np.testing.assert_allclose(
        decode(shown["crowd"]), pca.transform(everyday.embeddings[1:901]), atol=1e-5
    )


def test_map_names_the_nearest_words(everyday, trace, sent):
    unit_vectors = embeddings.normalize(everyday.embeddings)
    shown, index = sent["map"], everyday.vocabulary.index
    labels = {show(word): row for word, row in index.items()}
    assert shown["neighbours"][shown["place"][3]] == []  # of an unknown word nothing is known
    near = shown["neighbours"][0]
    cosines = unit_vectors @ unit_vectors[index["the"]]
    assert [pair[1] for pair in near] == pytest.approx(np.sort(cosines)[::-1][1:6].tolist(), abs=1e-6)
    for word, cosine, *_ in near:
        assert cosine == pytest.approx(float(cosines[labels[word]]), abs=1e-6)


def test_any_pass_of_an_lstm():
    """A pass without words, as of sound: no next word, no map."""
    rng = np.random.default_rng(0)
    p = lstm.LSTMParameters.from_torch(
        rng.standard_normal((16, 3)), rng.standard_normal((16, 4)), np.zeros(16), np.zeros(16)
    )
    trace = lstm.run(p, rng.standard_normal((5, 3)))
    data = json.loads(json.dumps(stage.payload(trace, [f"frame {t}" for t in range(5)])))
    assert data["known"] == [True] * 5 and "next" not in data and "map" not in data
    np.testing.assert_array_equal(decode(data["arrays"]["cell_state"]), trace.cell_state)


def test_a_step_is_called_after_what_it_reads(everyday, sent):
    assert sent["step_name"] == "word"
    assert "After each word" in sent["next"]["explanation"]
    letters = lstm_viz.load_model("letters")
    said = stage.next_words(letters, letters.trace("so"))["explanation"]
    assert "every letter it knows" in said and "each word" not in said
