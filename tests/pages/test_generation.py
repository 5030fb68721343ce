"""The Generation page as a script: dice, filters, links to the gate stepper, and the blank."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.studies.generation import Settings, generate
from tests.pages.scripts import components, figures, labelled, ran, strings

APP = str(Path(__file__).parents[2] / "app.py")
PAGE = str(Path(__file__).parents[2] / "pages/generation.py")
LESSON = lessons.load("generation")
BOX = "How the text begins"


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=30)
    return ran(app.run())


def text_of(app: AppTest) -> str:
    return next(html.proto.body for html in app.get("html") if "pre-wrap" in html.proto.body)


def links(app: AppTest) -> list[tuple[str, str]]:
    """(word, address) of each sampled word."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>([^<]*)</a>', text_of(app))
    return [(unescape(word), unescape(address)) for address, word in found]


def test_it_writes_what_the_dice_say(app):
    model = lstm_viz.load_model()
    _, draws = generate(model, LESSON["prompts"]["everyday"][0], 25, Settings(0.8), 0)
    words = [d.token for d in draws if d.token != "<end>"]
    assert [word for word, _ in links(app)] == words
    ran(app.button[0].click().run())
    _, others = generate(model, LESSON["prompts"]["everyday"][0], 25, Settings(0.8), 1)
    assert [word for word, _ in links(app)] == [d.token for d in others if d.token != "<end>"]


@pytest.mark.parametrize("name", ["everyday", "letters"])
def test_every_word_opens_in_the_gate_stepper(app, name):
    ran(labelled(app.get("button_group"), "The model knows").set_value(name).run())
    found = links(app)
    assert len(found) > 3
    for word, address in (found[0], found[-1]):
        query = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        assert query["model"] == name
        tokens = lstm_viz.load_model(name).tokenize(query["text"].strip())
        assert tokens[int(query["t"]) - 1] == word
    gates = AppTest.from_file(APP, default_timeout=30)
    for key, value in query.items():
        gates.query_params[key] = value
    ran(gates.run())
    sent = (json.loads(c.proto.json) for c in components(gates) if c.proto.json)
    stage = next(data for data in sent if data and "live" in data)  # above it, the class has a bar
    assert stage["live"]["text"].strip() == query["text"].strip()


def test_greedy_choice_ignores_the_dice(app):
    ran(labelled(app.select_slider, "top-k").set_value(1).run())
    first = text_of(app)
    ran(app.button[0].click().run())
    assert text_of(app) == first


def test_it_says_why_one_token_is_missing(app):
    V = len(lstm_viz.load_model("everyday").vocabulary)
    prose = "\n".join(m.value for m in app.markdown)
    assert f"**{V - 1:,}** words that stayed (all but “(rare word)”, which is never drawn)" in prose


def test_a_word_shows_what_it_was_drawn_from(app):
    ran(labelled(app.slider, "top-p").set_value(0.5).run())
    prose = "\n".join(m.value for m in app.markdown)
    assert "that stayed, with" in prose
    chart = "\n".join(strings(figures(app)[0]))
    assert "◀ drawn" in chart and "as the network gives it" in chart


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "gave no beginning"),
        ("  ", "gave no beginning"),
        ("word " * 25_000, "reads the first 40 words"),
    ],
)
def test_odd_beginnings_get_a_sentence(app, text, sentence):
    ran(labelled(app.text_input, BOX).set_value(text).run())
    assert sentence in app.info[0].value
    assert links(app)


def test_emoji_and_markup_do_no_harm(app):
    ran(labelled(app.text_input, BOX).set_value("🙂 <b>bold</b> & co").run())
    assert "<b>" not in text_of(app)


def test_the_blank(app):
    assert app.dataframe[0].value["word"][0] == "dog"
    assert any("Tried: the 60 words" in caption.value for caption in app.caption)
    for box in ("Before the blank", "After the blank"):
        labelled(app.text_input, box).set_value("")
    ran(app.run())
    assert "side of the blank" in app.warning[0].value
