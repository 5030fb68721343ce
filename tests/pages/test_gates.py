"""The Gates page as a script: what it shows for any text, link and choice."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.look.roles import ROLES
from lstm_viz.studies.order import ORDERS
from tests.pages.forged import sent
from tests.pages.scripts import figures, labelled, opened_at, ran

APP = str(Path(__file__).parents[2] / "app.py")
EXAMPLES = lessons.load("examples")
BEAR = ["the", "grizzly", "bear", "goes", "to", "the", "river", "to", "catch"]


def opened(**query) -> AppTest:
    """The page after its first run, with these values in its address."""
    return opened_at(APP, **query)


def stage(app: AppTest):
    """The stepper among the browser's components: others are rooms for its parts, or belong to every page."""
    (found,) = (c for c in app.get("bidi_component") if "tokens" in json.loads(c.proto.json))
    return found


def shown(app: AppTest) -> dict:
    """What the stepper shows."""
    return json.loads(stage(app).proto.json)


def array(app: AppTest, name: str) -> np.ndarray:
    encoded = shown(app)["arrays"][name]
    return np.frombuffer(base64.b64decode(encoded["base64"]), "<f4").reshape(encoded["shape"])


def typed(app: AppTest, text: str, **tried) -> AppTest:
    """What the stage tells a moment after somebody has typed into it, or tried something."""
    said = {"text": text, "t": 0, "holds": [], "pinned": None, "transplant": None, **tried}
    event = f"$$STREAMLIT_INTERNAL_KEY_{stage(app).proto.id}__events"
    return ran(
        sent(app, {event: ("json_trigger_value", json.dumps([{"event": "text", "value": said}]))})
    )


def box(app: AppTest) -> str:
    """What stands in the stage's text box."""
    return shown(app)["live"]["text"]


def choices(app: AppTest, label: str):
    return labelled(app.get("button_group"), label)


def sentences(app: AppTest) -> str:
    """All that the page says in boxes."""
    boxes = [box.value for box in [*app.warning, *app.info, *app.error]]
    return "\n".join([*boxes, shown(app)["live"]["notice"]]).strip()


def heat_maps(app: AppTest) -> list[dict]:
    return [figure["data"][0] for figure in figures(app)]


@pytest.fixture
def app() -> AppTest:
    return opened()


def test_alive_with_an_example(app):
    assert app.title[0].value == "Watch an LSTM read your sentence"
    assert box(app) == EXAMPLES[0]["text"]
    assert shown(app)["tokens"] == BEAR
    assert shown(app)["start"] == EXAMPLES[0]["word"] - 1
    assert len(heat_maps(app)) == len(ROLES)
    assert not sentences(app)


def test_numbers_are_those_of_the_model(app, bear):
    np.testing.assert_array_equal(array(app, "forget_gate"), bear.forget_gate)
    np.testing.assert_array_equal(array(app, "cell_state"), bear.cell_state)


def test_typed_text(app, everyday):
    typed(app, "A dog runs home.")
    assert shown(app)["tokens"] == ["a", "dog", "runs", "home", "."]
    assert shown(app)["start"] == 0
    trace = everyday.trace("A dog runs home.")
    np.testing.assert_array_equal(array(app, "hidden_state"), trace.hidden_state)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_examples(app, everyday, example):
    typed(app, "something else")
    ran(choices(app, "Examples").select(example["name"]).run())
    assert box(app) == example["text"]
    assert shown(app)["tokens"] == everyday.trace(example["text"]).tokens
    assert shown(app)["start"] == example["word"] - 1
    assert all(shown(app)["known"])
    assert example["why"] in [caption.value for caption in app.caption]


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_to_read_keeps_the_last_picture(app, text):
    typed(app, "A dog runs")
    typed(app, text)
    assert "type a few words" in sentences(app)
    assert shown(app)["tokens"] == ["a", "dog", "runs"]
    assert len(heat_maps(app)) == len(ROLES)
    typed(app, "A cat")
    assert not sentences(app) and shown(app)["tokens"] == ["a", "cat"]


@pytest.mark.parametrize("text", ["qwxzqwxz zzxxy", "🐻 🦫", "שלום עולם", "Привет"])
def test_only_unknown_words(app, text):
    typed(app, text)
    assert shown(app)["tokens"] == text.lower().split()
    assert not any(shown(app)["known"])
    assert "knows none of these words" in sentences(app)


def test_some_unknown_words(app):
    typed(app, "the baseballl flies 🐻")
    assert shown(app)["known"] == [True, False, True, False]
    assert shown(app)["suggestions"] == [None, "baseball", None, None]
    assert not sentences(app)


def test_pasted_book(app):
    text = ("the dog runs home . " * 6000)[:20_000]
    typed(app, text)
    assert "5,000 words and signs" in sentences(app)
    read = len(shown(app)["tokens"])
    assert f"first {read} of them" in sentences(app) and 50 <= read <= 500


def test_pasted_library(app):
    typed(app, "dog " * 250_000)
    read = len(shown(app)["tokens"])
    assert f"first {read} of them" in sentences(app) and len(box(app)) <= 20_000


@pytest.mark.parametrize(
    "text", ["<b>bold</b> <script>alert(1)</script>", r"$\frac{a}{b}$ **not bold** [a](b)", "&lt;i&gt;"]
)
def test_markup_is_text(app, everyday, text):
    typed(app, text)
    assert shown(app)["tokens"] == everyday.trace(text).tokens
    assert box(app) == text


def test_every_model_reads(app):
    picker = labelled(app.selectbox, "Model")
    assert len(picker.options) == len(lstm_viz.model_names("lstm"))
    for name in lstm_viz.model_names("lstm"):
        ran(labelled(app.selectbox, "Model").set_value(name).run())
        model = lstm_viz.load_model(name)
        trace = model.trace(EXAMPLES[0]["text"])
        assert shown(app)["model"] == name
        np.testing.assert_array_equal(array(app, "cell_state"), trace.cell_state)
        assert {len(heat["x"]) for heat in heat_maps(app)} == {len(trace)}


def test_blank_text_in_every_model(app):
    for name in lstm_viz.model_names("lstm"):
        ran(labelled(app.selectbox, "Model").set_value(name).run())
        typed(app, " ")
        assert "type a few words" in sentences(app)


def test_training_snapshots(app):
    names = [*lstm_viz.snapshot_names(), "everyday"]
    slider = labelled(app.select_slider, "How much has it learned?")
    assert slider.options[0] == "untrained" and slider.options[-1] == "fully trained"
    assert len(slider.options) == len(names)
    for name in names:
        ran(labelled(app.select_slider, "How much has it learned?").set_value(name).run())
        assert shown(app)["model"] == name
        trace = lstm_viz.load_model(name).trace(EXAMPLES[0]["text"])
        np.testing.assert_array_equal(array(app, "forget_gate"), trace.forget_gate)


@pytest.mark.parametrize("order", ORDERS)
def test_order_of_the_units(app, bear, order):
    ran(choices(app, "Order of the units").select(order).run())
    units = ORDERS[order](bear.cell_state).tolist()
    assert shown(app)["order"] == units
    for heat in heat_maps(app):
        assert list(heat["y"]) == [f"unit {unit}" for unit in units]


def test_table_costs_nothing_while_it_is_closed(app):
    assert any("table" in expander.label for expander in app.expander)
    assert not app.dataframe


def test_link_restores_the_view():
    app = opened(text="A dog runs home", model="everyday", t="3", unit="17")
    assert box(app) == "A dog runs home"
    data = shown(app)
    assert (data["tokens"][data["start"]], data["unit"]) == ("runs", 17)
    assert data["share"] == {"text": "A dog runs home", "model": "everyday"}
    assert not sentences(app)


def test_link_to_a_snapshot():
    name = lstm_viz.snapshot_names()[0]
    app = opened(text="A dog", learned=name)
    assert shown(app)["model"] == name and shown(app)["share"]["learned"] == name


@pytest.mark.parametrize("key", ["model", "learned"])
@pytest.mark.parametrize(
    "name", ["nobody", "../../etc/passwd", "![x](http://example.com/x.png)", "<img src=x>"]
)
def test_link_to_an_unknown_model(key, name):
    app = opened(**{key: name})
    assert "“everyday” reads instead" in sentences(app)
    assert shown(app)["model"] == "everyday" and shown(app)["tokens"] == BEAR
    assert not re.search(r"(?<!\\)[\[<]", sentences(app))  # no markup that works


@pytest.mark.parametrize(
    ("t", "start"),
    [
        ("0", 0),
        ("1", 0),
        ("9", 8),
        ("10", 8),
        ("999999", 8),
        ("99999999", 6),
        ("-3", 6),
        ("two", 6),
        ("", 6),
        ("²", 6),
    ],
)
def test_link_to_a_step_that_is_not_there(t, start):
    assert shown(opened(t=t))["start"] == start


@pytest.mark.parametrize("unit", ["0", "5", "999999", "-1", "all", "1.5"])
def test_link_to_a_unit_that_is_not_there(unit):
    data = shown(opened(unit=unit))
    assert 0 <= data["unit"] < data["sizes"]["H"]
    if unit in ("0", "5"):
        assert data["unit"] == int(unit)


@pytest.mark.parametrize("text", ["\u200b", " ", "\u0301"])
def test_link_with_nothing_to_read(text):
    assert shown(opened(text=text))["tokens"] == BEAR


def test_link_with_much_to_read():
    app = opened(text="dog " * 3000)
    assert "3,000 words and signs" in sentences(app)
    assert len(shown(app)["share"]["text"]) <= 2000  # a link that browsers and chats still carry


def test_check_yourself(app):
    check = lessons.load("gates")["check"]
    question = labelled(app.radio, check["question"])
    assert question.value is None
    for k, option in enumerate(check["options"]):
        ran(labelled(app.radio, check["question"]).set_value(option).run())
        said = app.success if k == check["right"] else app.warning
        assert check["why"] in said[-1].value
        assert bool(app.success) == (k == check["right"])


def test_alive_before_pytorch_is_imported():
    """PyTorch takes seconds and most of a small host's memory; the page must not wait for it."""
    script = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({APP!r}, default_timeout=30).run()\n"
        "assert not app.exception and app.get('bidi_component')\n"
        "heavy = {'torch', 'sklearn', 'gensim', 'scipy', 'tensorflow'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
