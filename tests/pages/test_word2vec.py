"""The word2vec page as a script: the recorded steps, and the training beside the page."""

import json
import time
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.nn.word2vec.pairs import examples
from tests.pages.scripts import components, ran

PAGE = str(Path(__file__).parents[2] / "pages" / "word2vec.py")


def opened() -> AppTest:
    return ran(AppTest.from_file(PAGE, default_timeout=30).run())


def shown(app: AppTest) -> list[dict]:
    return [json.loads(component.proto.json) for component in components(app)]


def texts(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "warning", "error")
    return " ".join(e.value for kind in kinds for e in app.get(kind))


def trained(app: AppTest) -> AppTest:
    """Press the button and wait for the end of the training."""
    next(b for b in app.button if b.label.startswith("Train")).click()
    app = ran(app.run())
    job = app.session_state["train-job"]
    job.join(60)
    return ran(app.run())


def test_opens_on_the_bear():
    app = opened()
    (data,) = shown(app)
    assert data["tokens"] == "the grizzly bear goes to the river to catch fish".split()
    assert data["flavour"] == "cbow"
    assert data["examples"] == [list(e) for e in examples(10, "cbow", 2)]
    assert len(data["order"]) == 600


@pytest.mark.parametrize("flavour", ["cbow", "skip-gram"])
@pytest.mark.parametrize("sides", ["both", "left"])
def test_flavour_window_and_sides(flavour, sides):
    app = opened()
    app.button_group(key="w2v-flavour").set_value(flavour)
    app.button_group(key="w2v-sides").set_value(sides)
    app.slider(key="w2v-window").set_value(3)
    (data,) = shown(ran(app.run()))
    assert data["examples"] == [list(e) for e in examples(10, flavour, 3, sides)]


@pytest.mark.parametrize("text", ["", "🙂", "bear", "a b " * 500, "*x* $y$ <b>z</b> w"], ids=range(5))
def test_any_text(text):
    app = opened()
    app.text_input(key="w2v-text").set_value(text)
    app = ran(app.run())
    (data,) = shown(app)
    if len(text) < 5:  # nothing to learn from: the last text stays
        assert "two words" in texts(app) and len(data["tokens"]) == 10
    elif len(text) > 500:
        assert "The picture takes the first 40" in texts(app)


def test_train_it_here():
    app = trained(opened())
    job = app.session_state["train-job"]
    assert job.state == "done"
    data = shown(app)[1]
    assert data["frames"]["shape"][0] == len(job.snapshots) and data["frames"]["shape"][2] == 2
    assert {"king", "paris", "bear"} <= set(data["words"])
    losses = np.array(data["losses"])
    assert losses[-1, 1] < 0.7 * losses[0, 1]


def test_stop():
    app = opened()
    app.slider(key="train-epochs").set_value(40)
    app.button_group(key="train-loss").set_value("full softmax")
    next(b for b in ran(app.run()).button if b.label == "Train it here").click()
    app = ran(app.run())
    job = app.session_state["train-job"]
    end = time.monotonic() + 20
    while not job.read and time.monotonic() < end:
        time.sleep(0.01)
    next(b for b in app.button if b.label == "Stop training").click()
    app = ran(app.run())
    assert job.state == "stopped" and 0 < job.read < job.total
    assert next(b for b in app.button if b.label == "Stop training").disabled


@pytest.mark.parametrize("text", ["", "too short", "🙂 " * 100], ids=["empty", "short", "emoji"])
def test_a_corpus_that_teaches_nothing(text):
    app = opened()
    app.button_group(key="train-source").set_value("my own text")
    app = ran(app.run())
    app.text_area(key="train-text").set_value(text)
    next(b for b in ran(app.run()).button if b.label == "Train it here").click()
    app = ran(app.run())
    assert "paste a longer one" in texts(app)
    assert "train-job" not in app.session_state


def test_a_corpus_of_one_s_own():
    app = opened()
    app.button_group(key="train-source").set_value("my own text")
    app = ran(app.run())
    lines = [f"{a} likes {b} and {b} likes {a}." for a in "abcde" for b in "vwxyz"]
    app.text_area(key="train-text").set_value("\n".join(lines * 3))
    app = trained(ran(app.run()))
    assert set(shown(app)[1]["words"]) == {*"abcdevwxyz", "likes", "and"}


def test_a_long_corpus_is_cut():
    app = opened()
    app.button_group(key="train-source").set_value("my own text")
    app = ran(app.run())
    app.text_area(key="train-text").set_value("one two three four five six seven\n" * 12_000)
    assert "the first 300,000 are read" in texts(ran(app.run()))


def test_no_window_reaches_over_the_end_of_a_sentence():
    app = opened()
    app.text_input(key="w2v-text").set_value("dogs bark. cats meow at night")
    (data,) = shown(ran(app.run()))
    for around, place in data["examples"]:
        assert {(at < 2) for at in around} == {place < 2}


def test_it_says_which_text_the_network_still_learns_from():
    app = opened()
    app.text_input(key="w2v-text").set_value("bear")
    assert "learns from your last text: “the grizzly bear goes" in texts(ran(app.run()))


def test_the_map_names_the_settings_that_made_it():
    app = opened()
    app.slider(key="train-window").set_value(2)
    app = trained(ran(app.run()))
    app.slider(key="train-window").set_value(7)
    assert "This map was made with: " in texts(ran(app.run())) and "window 2," in texts(app)
