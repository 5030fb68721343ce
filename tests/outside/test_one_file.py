"""One HTML file: what stands in it is the pass that the library records."""

import base64
import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
import torch

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


@pytest.mark.parametrize(
    ("network", "x", "more", "says"),
    [
        (torch.nn.GRU(3, 4), np.zeros((2, 3)), {}, "memory C"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 5)), {}, "(T, 3)"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 2, 3)), {}, "One sequence"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 3)), {"layer": 1}, "no layer 1"),
        (torch.nn.LSTM(3, 4), np.zeros((2, 3)), {"names": ["a"]}, "2 names"),
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
