"""“Your own LSTM” as a script: three examples, files of every form, tables, padding, and what is refused."""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load, save
from torch import nn

from lstm_viz.models.cells import CELLS
from lstm_viz.ui.own.networks import EXAMPLES
from tests.models.opened import keras_files
from tests.pages.own import TOKENS, given, opened, said, stage, state, words_network
from tests.pages.scripts import figures, ran


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_open(name):
    app = opened(network=name)
    data = stage(app)
    assert data["model"].startswith(name) and not app.error and not app.warning
    assert EXAMPLES[name]["why"].replace("\\", "") in said(app)
    assert len(figures(app)) >= 6


def test_the_first_example_is_a_picture_at_once():
    data = stage(opened())
    assert data["tokens"][:2] == ["the", "dogs"] and data["layers"]["names"] == ["layer 1", "layer 2"]
    assert "reads" not in data and data["next"]["takes"]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"num_layers": 2}, ["layer 1", "layer 2"]),
        ({"bidirectional": True}, ["forward", "backward"]),
        ({"num_layers": 2, "bidirectional": True, "bias": False}, 4),
    ],
    ids=["two layers", "both directions", "all of it, no bias"],
)
def test_a_file_of_pytorch_with_its_vocabulary(options, names):
    app = given("mine.safetensors", words_network(**options))
    data = stage(app)
    assert "Opened: lstm: LSTM" in said(app) and data["step_name"] == "word"
    assert (len(data["layers"]["names"]) if type(names) is int else data["layers"]["names"]) == names


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("two-layers", ["layer 1", "layer 2"]),
        ("bidirectional", ["forward", "backward"]),
        ("no-bias", None),
    ],
)
def test_files_that_were_read_half_or_refused(name, layers):
    data = (Path(__file__).parent / "networks" / f"{name}.safetensors").read_bytes()
    app = given(f"{name}.safetensors", data)
    shown = stage(app)
    assert shown["model"].startswith(name) and shown.get("layers", {}).get("names") == layers
    arrays = {n.removeprefix("lstm."): torch.tensor(a, dtype=torch.float32)
              for n, a in load(data).items() if n.startswith("lstm.")}  # fmt: skip
    H, E = shown["sizes"]["H"], shown["sizes"]["E"]
    module = nn.LSTM(E, H, 2 if name == "two-layers" else 1, bias=name != "no-bias",
                     bidirectional=name == "bidirectional")  # fmt: skip
    module.load_state_dict(arrays)
    x = np.frombuffer(base64.b64decode(shown["arrays"]["inputs"]["base64"]), "<f4").reshape(-1, E)
    h = np.frombuffer(base64.b64decode(shown["arrays"]["hidden_state"]["base64"]), "<f4").reshape(-1, H)
    if name != "two-layers":  # whose first layer is in the picture
        expected = module(torch.tensor(x))[0].detach().numpy()[:, :H]
        np.testing.assert_allclose(h, expected, atol=1e-5)


def test_another_layer_is_shown_and_says_what_it_reads():
    app = given("mine.safetensors", words_network(num_layers=2))
    first = stage(app)["arrays"]["hidden_state"]
    app.session_state["own-layer"] = 1
    data = stage(ran(app.run()))
    assert data["reads"] == "h of layer 1" and data["arrays"]["inputs"] == first
    assert "Its x is the h of layer 1." in data["layers"]["says"]


def test_a_backward_layer_reads_the_text_from_its_end():
    app = given("mine.safetensors", words_network(bidirectional=True))
    forward = stage(app)["tokens"]
    app.session_state["own-layer"] = 1
    assert stage(ran(app.run()))["tokens"] == forward[::-1]


def test_pytorch_pt_keras_and_onnx_files(tmp_path):
    module = nn.Sequential()
    module.add_module("rnn", nn.LSTM(3, 4))
    data = io.BytesIO()
    torch.save(module.state_dict(), data)
    app = given("net.pt", data.getvalue())
    assert "rnn: LSTM, 1 layer, 3 → 4" in said(app) and "made-up waves" in said(app)
    random = np.random.default_rng(0)
    layer = keras_files.described("LSTM", "seq", 4)
    for form in keras_files.FORMS:
        path = keras_files.write(tmp_path, form, [(layer, keras_files.weights("LSTM", 3, 4, random))])
        assert "seq: LSTM, 1 layer, 3 → 4" in said(given(form, path.read_bytes(), app))


@pytest.mark.parametrize(
    ("module", "like", "cell", "reads"),
    [
        (nn.GRU(2, 4), "", "gru", None),
        (nn.GRU(2, 4, 2), "gru_before", "gru_before", "h of layer 1"),
        (nn.RNN(2, 4), "", "rnn", None),
        (nn.RNN(2, 4, bidirectional=True), "relu", "relu", None),
    ],
    ids=str,
)
def test_other_cells_have_a_picture_of_their_own(module, like, cell, reads):
    app = opened()
    app.selectbox(key="own-like").set_value(like)
    app = given("other.safetensors", save(state(module)), app)
    data = stage(app)
    assert len(app.get("bidi_component")) == 1 and data["cell"] == cell
    assert data["stages"] == list(CELLS[cell].stages)
    names = data.get("layers", {}).get("names", [None])
    assert len(names) == module.num_layers * (1 + module.bidirectional)
    for sentences in data["narration"]:
        assert list(sentences) == ["", *data["stages"]]
    if len(names) > 1:
        app.session_state["own-layer"] = 1
        data = stage(ran(app.run()))
        assert data["layers"]["chosen"] == 1 and data.get("reads") == reads
    titles = [figure["layout"]["title"]["text"] for figure in figures(app)]
    assert any("hidden state" in title for title in titles)


def test_several_recurrent_layers_are_listed_by_name():
    arrays = {f"encoder.{n}": a for n, a in state(nn.LSTM(3, 4)).items()}
    arrays |= {f"decoder.{n}": a for n, a in state(nn.LSTM(2, 5)).items()}
    app = given("two.safetensors", save(arrays))
    box = next(box for box in app.selectbox if box.label == "Recurrent layer")
    assert [option.split(",")[0] for option in box.options] == ["decoder: LSTM", "encoder: LSTM"]
    assert stage(app)["sizes"] == {"H": 5, "E": 2}
    box.set_value(box.options[1])
    assert stage(ran(app.run()))["sizes"] == {"H": 4, "E": 3}


def test_a_vocabulary_beside_the_file():
    arrays = {f"lstm.{n}": a for n, a in state(nn.LSTM(5, 4)).items()}
    arrays |= {"embedding.weight": np.ones((6, 5), np.float32)}
    app = given("bare.safetensors", save(arrays))
    assert stage(app)["tokens"][0] == "#1" and "token numbers, 0 to 5" in said(app)
    upload = app.file_uploader(key="own-vocabulary-file")
    upload.upload("words.json", json.dumps(TOKENS).encode(), "application/json")
    data = stage(ran(app.run()))
    assert data["tokens"][:2] == ["the", "dogs"] and data["known"][:3] == [True, True, False]


def test_a_vocabulary_of_another_network_is_refused():
    app = given("mine.safetensors", words_network())
    upload = app.file_uploader(key="own-vocabulary-file")
    upload.upload("words.txt", "\n".join("abcdefghij").encode(), "text/plain")
    assert "it belongs to another network" in said(ran(app.run()))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("net.docx", b"x", "“.docx” is not read here"),
        ("net.safetensors", b"\x00" * 40, "net.safetensors is not a readable"),
        ("net.h5", b"no", "net.h5 is not a readable"),
        ("net.keras", b"no", "net.keras is not a readable"),
        ("net.pt", b"no", "net.pt cannot be read as weights alone"),
        ("net.onnx", b"no", "net.onnx"),
        ("net.safetensors", save(state(nn.Linear(2, 3))), "no recurrent layer"),
    ],
    ids=[
        "kind",
        "zeros",
        "h5",
        "keras",
        "pt",
        "onnx",
        "linear",
    ],  # not the bytes: they differ in each process
)
def test_what_cannot_be_opened_is_named_and_an_example_stays(name, data, says):
    app = given(name, data)
    assert says in said(app) and stage(app)["model"].startswith("words")


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("form", ["own.safetensors", *keras_files.FORMS, "own.weights.h5", "own.pt"])
def test_a_file_that_was_cut_off_is_refused_with_a_sentence(form, cut, tmp_path):
    data = io.BytesIO()
    torch.save(nn.LSTM(3, 4).state_dict(), data)
    layer = keras_files.described("LSTM", "seq", 4)
    if form == "own.pt":
        whole = data.getvalue()
    elif form == "own.safetensors":
        whole = save(state(nn.LSTM(3, 4)))
    else:
        arrays = keras_files.weights("LSTM", 3, 4, np.random.default_rng(0))
        whole = keras_files.write(tmp_path, form, [(layer, arrays)]).read_bytes()
    app = given(form, whole[: int(cut * len(whole))])
    assert app.error and len(app.error[0].value) > 20


def test_files_named_by_who_starts_the_app(tmp_path, monkeypatch):
    path, broken = tmp_path / "teacher.safetensors", tmp_path / "broken.safetensors"
    path.write_bytes(words_network(num_layers=2))
    broken.write_bytes(b"no")
    monkeypatch.setenv("LSTM_VIZ_MODELS", f"{path}:{broken}")
    app = opened()
    assert stage(app)["model"].startswith("teacher.safetensors") and "Opened: lstm" in said(app)
    app.selectbox(key="own-network").set_value("broken.safetensors")
    app = ran(app.run())
    assert "broken.safetensors is not a readable" in said(app) and stage(app)["model"].startswith(
        "words"
    )


def test_a_table_is_pasted_with_decimal_commas_and_the_scaling_shown():
    app = given("numbers.safetensors", save(state(nn.LSTM(2, 4))))
    rows = "\n".join(f"2001-{m:02}\t{m},5\t{2 * m}\tKiel" for m in range(1, 13))
    app.text_area(key="own-pasted").set_value(f"month\ta\tb\twhere\n{rows}")
    app = ran(app.run())
    assert stage(app)["tokens"][0] == "2001-01" and "“1,5” is read as 1.5" in said(app)
    table = app.dataframe[0].value
    np.testing.assert_allclose(table["mean"], [7.0, 13.0])
    np.testing.assert_allclose(table["x there"], (12 - 6.5) / np.std(np.arange(1, 13)), rtol=1e-6)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("a\tb\n1\t2\n3\tn/a", "Line 3: “n/a” in “b” is no number"),
        ("a\n1\n2", "reads 2 numbers a step, and the table has 1"),
        ("a\tb\n1\t2", "at least two rows"),
        ("a\tb\nx\ty", "No column of this table holds numbers"),
    ],
)
def test_a_table_that_does_not_fit_gets_a_sentence(table, says):
    app = given("numbers.safetensors", save(state(nn.LSTM(2, 4))))
    app.text_area(key="own-pasted").set_value(table)
    assert says in said(ran(app.run()))


def test_the_forecaster_is_held_against_last_year():
    app = opened(network="co2")
    assert "Mean error: **the network" in said(app) and "“same as last year”" in said(app)
    assert "The network never saw them in training." in said(app)
    assert "The year in the gates" in [header.value for header in app.header]


@pytest.mark.parametrize("text", ["", "   ", "<b>*x*</b>", "🐻" * 300, "a" * 30_000])
@pytest.mark.parametrize("name", ["words", "blanks"])
def test_any_text(name, text):
    app = opened(network=name)
    app.text_input(key=f"own-text-{name}").set_value(text)
    app = ran(app.run())
    assert app.get("bidi_component") or app.warning


def test_pads_move_the_last_state_and_lengths_do_not():
    app = opened(network="words")
    app.session_state["own-padding"] = True  # unfolded
    app = ran(app.run())
    assert "Each · is a pad: the network's own pad token." in said(app)
    app.text_input(key="own-batch-b-words").set_value("The dogs that live near the old house")
    assert "equally long here" in said(ran(app.run()))
