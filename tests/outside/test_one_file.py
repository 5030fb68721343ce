"""One HTML file: what stands in it is the pass that the library records."""

import base64
import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load

import lstm_viz
from lstm_viz.browser.bundle import styles

ROOT = Path(__file__).parents[2]


def inside(page: str, name: str) -> str:
    return re.search(rf'<script type="[^"]+" id="{name}">(.*?)</script>', page, re.S)[1]


def array(sent: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(sent["base64"]), "<f4").reshape(sent["shape"])


def test_a_language_model_travels_with_its_pass_and_weights(tmp_path):
    path = tmp_path / "page.html"
    page = lstm_viz.to_html("everyday", "The dogs </script> live", path, level="formula")
    assert path.read_text("utf-8") == page and len(page) <= 4e6
    layer = json.loads(inside(page, "data"))["layers"][0]
    trace = lstm_viz.load_model("everyday").trace("The dogs </script> live")
    np.testing.assert_allclose(array(layer["arrays"]["cell_state"]), trace.cell_state, atol=1e-6)
    assert layer["level"] == "formula" and layer["live"]["text"] == "The dogs </script> live"
    (tmp_path / "w.safetensors").write_bytes(base64.b64decode(inside(page, "weights")))
    again = lstm_viz.LanguageModel.load(tmp_path / "w.safetensors")
    for name, tensor in lstm_viz.load_model("everyday").tensors.items():
        np.testing.assert_array_equal(again.tensors[name], tensor)


def test_every_layer_and_direction_of_a_module_stands_in_the_page():
    torch.manual_seed(0)
    module, x = torch.nn.LSTM(3, 6, 2, bidirectional=True), torch.randn(5, 3)
    sent = json.loads(inside(lstm_viz.to_html(module, x.numpy(), layer=3), "data"))
    assert sent["chosen"] == 3 and len(sent["layers"]) == 4
    _, (h, c) = module(x)
    for k, layer in enumerate(sent["layers"]):
        np.testing.assert_allclose(
            array(layer["arrays"]["cell_state"])[-1], c[k].detach().numpy(), atol=1e-5
        )
        np.testing.assert_allclose(
            array(layer["arrays"]["hidden_state"])[-1], h[k].detach().numpy(), atol=1e-5
        )
    assert sent["layers"][1]["tokens"] == ["5", "4", "3", "2", "1"]
    assert sent["layers"][2]["reads"] == "h of layer 1 (both directions)"


def test_gates_of_every_layer_can_be_held():
    torch.manual_seed(0)
    module, x = torch.nn.LSTM(3, 6, 2), torch.randn(5, 3)
    page = lstm_viz.to_html(module, x.numpy())
    weights = load(base64.b64decode(inside(page, "weights")))
    for k, layer in enumerate(json.loads(inside(page, "data"))["layers"]):
        assert layer["live"]["fixed"] and layer["live"]["source"]["layer"] == k
        h, x_part = array(layer["arrays"]["hidden_state"]), array(layer["arrays"]["input_part"])
        z = weights[f"{k}.hidden"] @ h[2] + x_part[3] + weights[f"{k}.bias"]  # (4, H)
        gate = array(layer["arrays"]["output_gate"])[3]
        np.testing.assert_allclose(1 / (1 + np.exp(-z[3])), gate, atol=1e-5)


TOKENS = ["<unk>", "the", "dog", "dogs", "runs", "."]


def language_model(**options):
    torch.manual_seed(0)
    parts = {"embedding": torch.nn.Embedding(6, 4), "lstm": torch.nn.LSTM(4, 5, **options)}
    outputs = 5 * (1 + bool(options.get("bidirectional")))
    return torch.nn.ModuleDict(parts | {"head": torch.nn.Linear(outputs, 6)})


@pytest.mark.parametrize("x", ["the dogs runs zyx.", np.array([1, 3, 4])], ids=["text", "numbers"])
def test_an_opened_language_model_travels_whole(x):
    page = lstm_viz.to_html(language_model(), x, vocabulary=TOKENS)
    layer = json.loads(inside(page, "data"))["layers"][0]
    assert load(base64.b64decode(inside(page, "weights")))["head.weight"].shape == (6, 5)
    assert layer["tokens"][:3] == ["the", "dogs", "runs"] and layer["step_name"] == "word"
    assert not layer["live"]["fixed"] and layer["next"]["takes"]
    if isinstance(x, str):
        assert layer["known"] == [True, True, True, False, True] and layer["live"]["text"] == x


@pytest.mark.parametrize("options", [{"num_layers": 2}, {"bidirectional": True}], ids=str)
def test_with_more_layers_a_text_is_read_and_the_head_says_what_follows(options):
    sent = json.loads(
        inside(lstm_viz.to_html(language_model(**options), "the dogs", vocabulary=TOKENS), "data")
    )
    assert len(sent["layers"]) == 2
    for layer in sent["layers"]:
        assert layer["live"]["fixed"] and layer["next"]["takes"]


@pytest.mark.parametrize(
    ("network", "x", "more", "says"),
    [
        (torch.nn.GRU(3, 4), np.zeros((2, 3)), {}, "memory C"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 5)), {}, "(T, 3)"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 2, 3)), {}, "One sequence"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 3)), {"layer": 1}, "no layer 1"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 3)), {"names": ["a"]}, "2 names"),
        (torch.nn.LSTM(3, 4), "the dogs", {}, "has no vocabulary"),
        (torch.nn.LSTM(3, 4), "the dogs", {"vocabulary": ["the", "dogs"]}, "3 are needed"),
        (torch.nn.LSTM(3, 4), "cats", {"vocabulary": ["the", "dogs", "."]}, "nothing to read"),
        ("everyday", " ", {}, "nothing to read"),
        ("nothing.safetensors", "a", {}, "no file"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(network, x, more, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        lstm_viz.to_html(network, x, **more)


def test_the_colours_are_the_app_s():
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
    css = styles("outside/outside.css")
    for name, option in (
        ("primary-color", "primaryColor"),
        ("background-color", "backgroundColor"),
        ("secondary-background-color", "secondaryBackgroundColor"),
        ("text-color", "textColor"),
    ):
        both = f"light-dark({theme['light'][option]}, {theme['dark'][option]})"
        assert f"--st-{name}: {both};" in css
