"""The Classroom page and the bar of a class as scripts."""

import json

import pytest
from streamlit.testing.v1 import AppTest

import lstm_viz
from lstm_viz import lessons
from lstm_viz.classroom import Question, Store, read
from lstm_viz.studies import intervention, outcomes
from lstm_viz.ui import class_offers, classes
from lstm_viz.ui.menu import BY_FILE
from tests.pages import forged
from tests.pages.scripts import opened_at, ran

TEXTS = ("word " * 300, "x" * 3000, "xq " * 9, "1", "?", "<b>a, *b*</b> $c$ `d`, e")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store that the app uses, in a file of the test's own."""
    monkeypatch.setenv("LSTM_VIZ_CLASSES", str(tmp_path / "classes.sqlite3"))
    classes.store.cache_clear()
    yield classes.store()
    classes.store().database.engine.dispose()
    classes.store.cache_clear()


def app() -> AppTest:
    return ran(AppTest.from_file(str(forged.ROOT / "app.py"), default_timeout=90).run())


def bar(app: AppTest):
    return next(
        c.proto for c in app.get("bidi_component") if c.proto.component_name.endswith("lstm_class_bar")
    )


def happens(app: AppTest, event: str, value) -> AppTest:
    """The run after the bar sent an event."""
    id = f"$$STREAMLIT_INTERNAL_KEY_{bar(app).id}__events"
    said = json.dumps([{"event": event, "value": value}])
    return ran(forged.sent(app, {id: ("json_trigger_value", said)}))


def test_the_page_says_how_a_lesson_goes_and_what_is_kept():
    page = opened_at(str(forged.ROOT / "pages" / "classroom.py"))
    prose = "\n".join(m.value for m in page.markdown)
    lesson = lessons.load("classroom")
    assert all(line in prose for line in [*lesson["lesson"], *lesson["kept"]])
    assert [c.proto.component_name for c in page.get("bidi_component")]


def test_the_bar_opens_the_page_and_the_model_of_the_class():
    shown = happens(app(), "go", {"page": "words", "model": "letters", "learned": ""})
    assert shown.title[0].value != "Watch an LSTM read your sentence"
    assert shown.session_state.model == "letters"


@pytest.mark.parametrize(
    "to", [{"page": "no_page"}, {"page": "../app"}, {"model": "no model"}, "words", None]
)
def test_the_bar_opens_nothing_else(to):
    shown = happens(app(), "go", to)
    assert (
        shown.title[0].value == "Watch an LSTM read your sentence"
        and shown.session_state.model == "everyday"
    )


def test_a_question_of_the_page_is_put_to_the_class_by_its_secret_alone(store):
    code, secret = store.start()
    shown = app()
    name = class_offers.of("gates")[0].name
    happens(shown, "ask", {"code": code, "secret": secret, "name": "no such question"})
    assert store.snapshot(code).question is None and "choose again" in shown.toast[0].value
    happens(shown, "ask", {"code": code, "secret": "wrong", "name": name})
    assert store.snapshot(code).question is None and "Only the teacher" in shown.toast[0].value
    happens(shown, "ask", {"code": code, "secret": secret, "name": name})
    assert store.snapshot(code).question == class_offers.of("gates")[0].question


def test_every_offer_can_be_asked_and_its_answer_is_not_sent_to_the_browser():
    forms, offers = class_offers.of("quiz")[:2], class_offers.of("quiz")[2:]
    assert [offer.name for offer in class_offers.of("classroom")] == [offer.name for offer in forms]
    for offer, name in zip(forms, ("before", "after"), strict=True):
        assert read(json.loads(offer.question.to_json())) == offer.question
        assert offer.question.name == name and len(offer.question.items) == 12
    kinds = [offer.question.kind for offer in offers]
    assert kinds.count("item") == 12 and kinds.count("poll") == 2 and kinds.count("sentence") >= 5
    sent = str(bar(app()))
    assert all(str(offer.question.why)[:40] not in sent for offer in class_offers.of("gates"))


@pytest.mark.parametrize("file", sorted(BY_FILE))
def test_every_offer_of_a_page_can_be_asked_under_its_own_name(file):
    offers = class_offers.of(file)
    assert len({offer.name for offer in offers}) == len(offers)
    for offer in offers:
        asked = offer.question
        assert read(json.loads(asked.to_json())) == asked and asked.text == offer.text
        if isinstance(asked, Question):
            assert asked.why and asked.answer is not None
            assert not set("$\\`") & set("".join([asked.text, *asked.options, asked.why])), offer.name
    checks = json.dumps(lessons.load(file) if (lessons.FOLDER / f"{file}.json").exists() else {}).count(
        '"check"'
    )
    assert sum(offer.name.startswith("Check") for offer in offers) == checks
    named = {offer.name for offer in class_offers.of("quiz")}
    assert {offer.name for offer in offers if offer.question.kind == "item"} <= named


@pytest.mark.parametrize(
    "text", ["word " * 300, "x" * 3000, "xq " * 9, "1", "?", "<b>a, *b*</b> $c$ `d`, e"], ids=range(6)
)
@pytest.mark.parametrize("file", ["quiz", "what_if"])
def test_any_text_of_the_reader_can_be_asked_about(monkeypatch, text, file):
    monkeypatch.setattr(class_offers.st, "session_state", {"text": text})
    for offer in class_offers.of(file):
        asked = read(json.loads(offer.question.to_json()))
        assert asked.text == offer.text
        assert not isinstance(asked, Question) or "nan" not in asked.why.split()


def test_what_if_is_asked_of_the_readers_text_where_that_has_a_place_for_it():
    """The outcome is that of the experiment itself."""
    offers = {o.name.removeprefix("What if: "): o.question for o in class_offers.of("what_if")}
    for preset in lessons.load("what_if")["presets"]:
        asked = offers[preset["name"]]
        model = lstm_viz.load_model("everyday")
        text = asked.text.split("“")[1].split("”")[0]
        trace = model.trace(text.split())
        holds = outcomes.preset_holds(preset, text.split())
        held = intervention.repeat(model, trace, holds)
        right, _ = outcomes.OUTCOMES[preset["outcome"]](model, trace, held, holds)
        assert asked.answer == right and preset["question"] in asked.text
    assert "grizzly" in offers["remember everything"].text  # what the app opens with
    assert "dogs" in offers["forget at every comma"].text  # it has no comma


def test_where_the_classes_are_kept_can_be_set(monkeypatch, tmp_path):
    monkeypatch.setenv("LSTM_VIZ_CLASSES", "postgresql://host/name")
    assert classes.place() == "postgresql://host/name"
    monkeypatch.delenv("LSTM_VIZ_CLASSES")
    assert classes.place() == str(classes.FILE)
    secrets = {"connections": {"classes": {"url": "postgresql://other/name"}}}
    monkeypatch.setattr(classes.st, "secrets", secrets)
    assert classes.place() == "postgresql://other/name" and isinstance(Store(tmp_path / "x"), Store)
