"""What is chosen on a page stands in its address and comes back from it."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.scripts import components, labelled, opened_at, ran

PAGES = Path(__file__).parents[2] / "pages"


def address(app: AppTest) -> dict[str, str]:
    return {
        name: value[-1] if isinstance(value, list) else value for name, value in app.query_params.items()
    }


def again(page: str, app: AppTest) -> AppTest:
    """The page as another visitor gets it by the address of this one."""
    return opened_at(str(PAGES / f"{page}.py"), **address(app))


def test_generation_comes_back_as_it_was_left():
    app = opened_at(str(PAGES / "generation.py"))
    assert not address(app)  # what the page opens with needs no telling
    ran(labelled(app.text_input, "How the text begins").set_value("The old king").run())
    ran(labelled(app.slider, "Temperature").set_value(1.3).run())
    ran(labelled(app.select_slider, "top-k").set_value(5).run())
    ran(labelled(app.button, "Write another").click().run())
    ran(labelled(app.text_input, "Before the blank").set_value("The").run())
    other = again("generation", app)
    assert labelled(other.text_input, "How the text begins").value == "The old king"
    assert labelled(other.text_input, "Before the blank").value == "The"
    assert labelled(other.slider, "Temperature").value == 1.3
    assert labelled(other.select_slider, "top-k").value == 5
    written = [
        [h.proto.body for h in page.get("html") if "pre-wrap" in h.proto.body] for page in (app, other)
    ]
    assert written[0] == written[1]
    assert address(other) == address(app)


@pytest.mark.parametrize("value", ["x", "nan", "99", "-1", "", "1e999", "²", "x" * 5000])
def test_nonsense_in_an_address_is_left_aside(value):
    names = ("temperature", "top-k", "top-p", "dice", "length-everyday", "model")
    app = opened_at(str(PAGES / "generation.py"), **dict.fromkeys(names, value))
    assert labelled(app.slider, "Temperature").value == 0.8
    assert labelled(app.get("button_group"), "The model knows").value == "everyday"


@pytest.mark.parametrize("page", ["attention", "recurrence", "memory", "quiz", "what_if"])
def test_the_readers_text_comes_back(page):
    path = str(PAGES / f"{page}.py")
    app = opened_at(path, **{"part-recurrence": "The recurrent cell", "part-memory": "Three cells"})
    ran(labelled(app.text_input, "Your text").set_value("My dog sleeps").run())
    assert address(app)["text"] == "My dog sleeps"
    assert labelled(again(page, app).text_input, "Your text").value == "My dog sleeps"


def test_the_letters_of_the_memory_task_come_back():
    app = opened_at(str(PAGES / "memory.py"))
    ran(labelled(app.text_input, "The sequence (change it as you like)").set_value("ABBA").run())
    other = again("memory", app)
    assert labelled(other.slider, "Gap: letters in between").value == 3
    assert labelled(other.selectbox, "First letter").value == "A"


def test_other_questions_come_back_by_their_link():
    app = opened_at(str(PAGES / "quiz.py"))
    ran(labelled(app.button, "Other questions about this sentence").click().run())
    asked = [[radio.label for radio in page.radio] for page in (app, again("quiz", app))]
    assert asked[0] == asked[1]


def test_word2vec_comes_back_with_its_text_and_settings():
    app = opened_at(str(PAGES / "word2vec.py"))
    ran(labelled(app.text_input, "Text to learn from").set_value("dogs bark and cats meow").run())
    ran(labelled(app.slider, "Window: words on each side").set_value(1).run())
    ran(labelled(app.slider, "Dimensions: numbers a word").set_value(12).run())
    other = again("word2vec", app)
    assert labelled(other.text_input, "Text to learn from").value == "dogs bark and cats meow"
    assert labelled(other.slider, "Window: words on each side").value == 1
    assert labelled(other.slider, "Dimensions: numbers a word").value == 12


def test_translation_and_sentiment_open_what_their_link_names():
    """The browser writes these links; see share.js."""
    app = opened_at(
        str(PAGES / "translation.py"),
        text="I like it.", beam="4", network="translation-plain", part="encoder", t="2", unit="7", level="units",
    )  # fmt: skip
    assert labelled(app.get("button_group"), "Step through").value == "encoder"
    assert labelled(app.get("button_group"), "Look into the network").value == "translation-plain"
    (stage,) = components(app)
    sent = json.loads(stage.proto.json)
    assert (sent["start"], sent["unit"], sent["level"]) == (1, 7, "units")
    assert sent["share"] == {
        "text": "I like it.",
        "beam": "4",
        "network": "translation-plain",
        "part": "encoder",
    }
    app = opened_at(
        str(PAGES / "sentiment.py"),
        text="A dull film.",
        beside="A great film.",
        sentence="1",
        t="2",
        unit="9",
    )
    (stage,) = components(app)
    sent = json.loads(stage.proto.json)
    assert sent["tokens"][:2] == ["a", "great"] and (sent["start"], sent["unit"]) == (1, 9)
