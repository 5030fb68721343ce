"""Fill in the blank on the page “Words as numbers”, as a script: the reader's own sentence."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.scripts import figures, opened_at, ran

PAGE = str(Path(__file__).parents[2] / "pages" / "words.py")


def opened() -> AppTest:
    return opened_at(PAGE)


def texts(app: AppTest) -> str:
    return " ".join(
        e.value for kind in ("markdown", "caption", "info", "warning") for e in app.get(kind)
    )


def own_sentence(text: str) -> AppTest:
    app = opened()
    app.button_group(key="blank-which").set_value("my own sentence")
    app = ran(app.run())
    app.text_input(key="blank-text").set_value(text)
    return ran(app.run())


def test_of_a_long_sentence_the_words_before_the_blank_are_read():
    app = own_sentence("old " * 80 + "I need a glass of")
    assert "reads the last 60 of them" in texts(app)
    (guess,) = [box for box in app.text_input if box.key.startswith("guess-")]
    assert guess.label.replace("\\", "").endswith("i need a glass of ____")


def test_a_sentence_is_shown_as_typed_not_as_markup():
    app = own_sentence("Type `x` and *y*")
    assert any("\\*y\\*" in box.label.replace(" ", "") for box in app.text_input)


def test_both_lists_of_bars_have_one_scale():
    app = opened()
    app.toggle(key="blank-shown").set_value(True)
    player, bear, _ = figures(ran(app.run()))
    assert player["layout"]["xaxis"]["range"] == bear["layout"]["xaxis"]["range"]


def test_what_was_revealed_stays_so_after_an_empty_sentence():
    app = own_sentence("I need a glass of")
    app.toggle(key="blank-shown").set_value(True)
    app = ran(app.run())
    app.text_input(key="blank-text").set_value(" ")
    app = ran(app.run())
    app.text_input(key="blank-text").set_value("I drink a glass of")
    assert ran(app.run()).toggle(key="blank-shown").value is True
