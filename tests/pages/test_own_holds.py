"""What the stage of “Your own LSTM” needs to hold gates in the browser, and links to what is held."""

import base64

import numpy as np
import pytest
from safetensors.numpy import save
from torch import nn

from lstm_viz.ui.own.networks import EXAMPLES
from tests.pages.own import TOKENS, brought, given, opened, said, stage, state, words_network
from tests.pages.scripts import figures, ran


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_layer_in_the_picture_can_be_held(name):
    """What the browser gets is enough to go on from the recorded pass: checked for one step, by hand."""
    app = opened(network=name)
    data, weights = stage(app), brought(app)
    arrays = {
        name: np.frombuffer(base64.b64decode(array["base64"]), "<f4").reshape(array["shape"])
        for name, array in data["arrays"].items()
    }
    h = arrays["hidden_state"]
    z = weights["hidden"] @ h[2] + arrays["input_part"][3] + weights["bias"]  # (4, H)
    np.testing.assert_allclose(1 / (1 + np.exp(-z[3])), arrays["output_gate"][3], atol=1e-5)
    assert data["live"]["source"]["weights"] == data["live"]["text"] and data["live"]["fixed"]


def test_a_head_over_the_layer_goes_with_it_and_its_labels():
    app = given("mine.safetensors", words_network(num_layers=2))
    assert "head" not in brought(app)  # of layer 1
    app.session_state["own-layer"] = 1
    assert brought(ran(app.run()))["head"].shape == (len(TOKENS), 7)
    app = given("mine.safetensors", words_network(bidirectional=True))
    assert "head" not in brought(app) and stage(app)["next"]  # it reads both directions


def test_holds_of_a_link_reach_the_stage_and_the_heat_maps():
    free, held = opened(network="co2"), opened(network="co2", hold=["forget=0@units:3", "output=7", "x"])
    assert stage(held)["live"]["holds"] == ["forget=0@units:3"]
    assert "as you changed it" in said(held) and "as you changed it" not in said(free)
    before, after = (figures(app)[0]["data"][0]["z"] for app in (free, held))
    assert before != after
    assert not stage(opened(network="words"))["live"]["holds"]


def test_holds_belong_to_what_is_read():
    app = opened(network="words", hold="forget=0")
    assert stage(app)["live"]["holds"]
    app.text_input(key="own-text-words").set_value("A dog runs")
    assert not stage(ran(app.run()))["live"]["holds"]


@pytest.mark.parametrize("module", [nn.LSTM(2, 4, proj_size=3), nn.LSTM(2, 800)])
def test_what_cannot_be_held_is_shown_without_valves(module):
    app = given("other.safetensors", save(state(module)))
    assert stage(app)["live"]["source"] is None and len(app.get("bidi_component")) == 1


def test_a_link_keeps_text_layer_and_direction():
    app = opened(network="blanks", text="adoglives", layer="2")
    data = stage(app)
    assert data["tokens"] == list("adoglives")[::-1] and data["layers"]["chosen"] == 1
    assert data["share"] == {"network": "blanks", "text": "adoglives", "layer": "2"}
    for strange in ("0", "-1", "9", "x", "2.5"):
        assert stage(opened(network="blanks", layer=strange))["layers"]["chosen"] in (0, 1)
