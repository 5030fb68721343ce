"""“Your own LSTM” with a language model that the browser reads by itself: what is typed on the stage."""

import json

import numpy as np
import pytest
from safetensors.numpy import save
from torch import nn

from tests.pages.own import TOKENS, brought, given, said, stage, state, words_network
from tests.pages.scripts import figures, ran

KEY = "own-text-mine.safetensors"


def typed(app, text):
    app.session_state[KEY] = text
    return ran(app.run())


def test_the_stage_has_the_box_and_the_whole_model():
    app = given("mine.safetensors", words_network())
    data, weights = stage(app), brought(app)
    assert KEY not in {box.key for box in app.text_input}
    assert not data["live"]["fixed"] and data["live"]["limit"] == 120
    assert weights["head.weight"].shape == (len(TOKENS), 7) and data["next"]["takes"]
    assert data["live"]["text"] == "The dogs that live near the old house"


def test_what_is_typed_reaches_words_and_heat_maps():
    app = typed(given("mine.safetensors", words_network()), "the dog runs")
    assert stage(app)["tokens"] == ["the", "dog", "runs"]
    assert figures(app)[0]["data"][0]["z"]["shape"] == "7, 3"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_where_nothing_is_typed_the_last_reading_stays(text):
    app = typed(given("mine.safetensors", words_network()), "the dog runs")
    data = stage(typed(app, text))
    assert data["tokens"] == ["the", "dog", "runs"] and data["live"]["text"] == text
    assert "nothing to read" in data["live"]["notice"]


def test_tokens_without_a_row_are_left_out_and_said():
    arrays = {f"lstm.{n}": a for n, a in state(nn.LSTM(3, 4)).items()}
    arrays |= {"embedding.weight": np.ones((4, 3), np.float32)} | {
        f"head.{n}": a for n, a in state(nn.Linear(4, 4)).items()
    }
    data = save(arrays, metadata={"vocabulary": json.dumps(["the", "dog", "runs", "."])})
    app = typed(given("mine.safetensors", data), "the zyx dog")
    assert stage(app)["tokens"] == ["the", "dog"]
    assert stage(app)["live"]["notice"].startswith("The vocabulary has no “zyx”")


def test_long_texts_are_cut_at_what_the_picture_shows():
    app = typed(given("mine.safetensors", words_network()), "the dog " * 90)
    data = stage(app)
    assert len(data["tokens"]) == 120 and "The first 120 are read" in data["live"]["notice"]


@pytest.mark.parametrize("options", [{"num_layers": 2}, {"bidirectional": True}])
def test_other_networks_keep_their_text_box(options):
    app = given("mine.safetensors", words_network(**options))
    assert KEY in {box.key for box in app.text_input} and stage(app)["live"]["fixed"]
    assert "nothing to read" not in said(app)
