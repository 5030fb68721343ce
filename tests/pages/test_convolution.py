"""The page on recurrence and convolution as a script."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.models.moving_dots import MovingDots, film, throw
from lstm_viz.ui.convolution import network
from lstm_viz.ui.convolution.network import PICTURES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page("pages/convolution.py").run()


def shown(app: AppTest) -> dict:
    assert not app.exception, [e.message for e in app.exception]
    contents = (json.loads(c.proto.json) for c in app.get("bidi_component"))
    return next(content for content in contents if "seen" in content)


def array(content: dict, name: str) -> np.ndarray:
    encoded = content["arrays"][name]
    return np.frombuffer(base64.b64decode(encoded["base64"]), "<f4").reshape(encoded["shape"])


def test_what_is_drawn_is_what_the_network_did(app):
    content = shown(app)
    model = MovingDots.load()
    watching = model.watch(film(*throw(2, 0), PICTURES), 12)
    np.testing.assert_allclose(array(content, "expected"), watching.expected, atol=1e-6)
    np.testing.assert_allclose(
        array(content, "forget_gate"), watching.trace.forget_gate[:, content["channel"]], atol=1e-6
    )
    np.testing.assert_allclose(content["errors"][1:], watching.errors, atol=1e-7)


def test_other_dots_other_films(app):
    before = array(shown(app), "truth")
    next(button for button in app.button if button.label == "Throw again").click().run()
    assert not np.array_equal(before, array(shown(app), "truth"))


@pytest.mark.parametrize("seen", [1, 24])
def test_seeing_one_picture_or_all(app, seen):
    app.slider(key="seen").set_value(seen).run()
    content = shown(app)
    assert content["seen"] == seen and array(content, "read").shape == (PICTURES, 16, 16)


def test_another_channel(app):
    app.selectbox(key="channel").set_value(5).run()
    content = shown(app)
    watching = MovingDots.load().watch(film(*throw(2, 0), PICTURES), 12)
    np.testing.assert_allclose(array(content, "cell_state"), watching.trace.cell_state[:, 5], atol=1e-6)


def test_counts_are_true(app):
    sizes = MovingDots.load().sizes
    prose = "\n".join(m.value for m in app.markdown)
    assert f"**{sizes['ours']:,}**" in prose and f"**{sizes['plain']:,}**" in prose
    C, k = sizes["H"], sizes["k"]
    assert sizes["ours"] == 4 * C * (C + 1) * k * k + 4 * C


def test_what_is_said_of_the_forget_gate_is_true_of_the_channel(app):
    def said():
        return next(m.value for m in app.markdown if "forget gate is a picture" in m.value)

    forget = MovingDots.load().watch(film(*throw(2, 0), PICTURES), 12).trace.forget_gate
    opened = shown(app)["channel"]
    assert f"In channel {opened} it follows the dots" in said()
    for channel in range(forget.shape[1]):
        app.selectbox(key="channel").set_value(channel).run()
        gate = forget[:, channel].reshape(PICTURES, -1)
        elsewhere = (np.abs(gate - np.median(gate, axis=1, keepdims=True)) > 0.1).mean()
        if f"In channel {channel} it is nearly the same" in said():
            assert elsewhere < 0.03 and f"In channel {opened} it follows the dots" in said()
        else:
            assert elsewhere > 0.03 and f"In channel {channel} it" in said()


def test_pictures_that_are_flat_in_the_channel_are_named():
    watching = network.watch(2, 0, PICTURES)
    for channel in range(watching.trace.forget_gate.shape[1]):
        said = network.flat_pictures(watching, channel)
        for name, field in (("input gate", "input_gate"), ("output gate", "output_gate")):
            values = getattr(watching.trace, field)[:, channel]
            assert (name in said) == (values.std(axis=(1, 2)).mean() < network.FLAT)


def test_the_answer_is_not_given_before_the_question(app):
    assert "films: convolution" not in " ".join(m.value for m in app.markdown[:2])
