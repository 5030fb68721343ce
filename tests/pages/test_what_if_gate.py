"""The experiment that holds gates, as a script: presets, holds of the reader's own, Undo, links."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import lstm_viz
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold
from lstm_viz.studies.outcomes import OUTCOMES, preset_holds
from tests.pages.scripts import ran
from tests.pages.what_if import BEAR, PRESETS, charts, click, opened, words


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


def test_words_chosen_for_a_hold_belong_to_the_text():
    app = opened("gate", text=BEAR)
    app.multiselect(key="wi-words").set_value([3])
    click(app, "Hold it")
    ran(app.text_input(key="text").set_value("the dogs that live near").run())
    assert app.multiselect(key="wi-words").value == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_asks_before_it_shows(name, model):
    app = opened("gate", preset=name, text=PRESETS[name]["text"])
    preset = PRESETS[name]
    assert not charts(app)
    guess = next(r for r in app.radio if preset["question"] in r.label)
    trace = model.trace(preset["text"])
    holds = preset_holds(preset, trace.tokens)
    right, proof = OUTCOMES[preset["outcome"]](
        model, trace, intervention.repeat(model, trace, holds), holds
    )
    ran(guess.set_value(right).run())
    assert any(proof in s.value and preset["why"] in s.value for s in app.success)
    assert len(charts(app)) == 6
    wrong = next(n for n in range(len(preset["options"])) if n != right)
    ran(next(r for r in app.radio if preset["question"] in r.label).set_value(wrong).run())
    assert any("It came otherwise" in w.value for w in app.warning)


def test_a_preset_reads_its_own_text_only_where_it_must_says_so_and_gives_the_readers_back():
    app = opened("gate", text="dogs run")
    comma, bear, closed = "forget at every comma", "write nothing after “bear”", "closed output"

    def choose(preset):
        ran(app.pills(key="wi-preset").set_value(preset).run())
        assert ("sentence of its own" in words(app)) == (preset in (comma, bear))
        return app.text_input(key="text").value

    assert choose(comma) == PRESETS[comma]["text"]
    assert choose(bear) == PRESETS[bear]["text"]
    assert choose(closed) == "dogs run"
    click(app, "Undo")
    assert app.text_input(key="text").value == PRESETS[bear]["text"]
    assert "sentence of its own" in words(app)
    click(app, "Reset")
    assert app.text_input(key="text").value == "dogs run"
    for _ in range(3):
        click(app, "Undo")
    assert app.text_input(key="text").value == "dogs run" and not app.session_state["wi-holds"]


def test_undo_leaves_a_text_that_was_typed_since():
    app = opened("gate", text="dogs run")
    ran(app.pills(key="wi-preset").set_value("forget at every comma").run())
    ran(app.text_input(key="text").set_value("yes, dogs run").run())
    assert "sentence of its own" not in words(app)
    click(app, "Undo")
    assert app.text_input(key="text").value == "yes, dogs run"


def hold(app, target, value="0", units=(), words_=()) -> AppTest:
    app.selectbox(key="wi-target").set_value(target)
    app.selectbox(key="wi-value").set_value(value)
    app.multiselect(key="wi-units").set_value(list(units))
    app.multiselect(key="wi-words").set_value(list(words_))
    return click(app, "Hold it")


def test_own_holds_undo_and_reset(model):
    app = hold(opened("gate", text=BEAR), "forget", "1", [3], [4])
    assert app.session_state["wi-holds"] == [Hold("forget", 1, (3,), (4,))]
    app = hold(app, "input", "0", (), [6, 7])
    trace = model.trace(BEAR)
    held = intervention.repeat(model, trace, app.session_state["wi-holds"])
    word, p = model.predict(held, -1, 1)[0]
    assert f"held “{word}” {p:.0%}" in words(app)
    app = click(app, "Undo")
    assert app.session_state["wi-holds"] == [Hold("forget", 1, (3,), (4,))]
    app = click(app, "Reset")
    assert app.session_state["wi-holds"] == [] and not charts(app)
    app = click(app, "Undo")
    assert len(app.session_state["wi-holds"]) == 1


def test_one_hold_can_be_let_go():
    app = opened("gate", hold=["forget=1", "input=0@steps:3"])
    ran(app.button(key="wi-free-0").click().run())
    assert app.session_state["wi-holds"] == [Hold("input", 0, None, (2,))]


def test_contradicting_holds_are_refused_and_nothing_is_lost():
    app = hold(opened("gate"), "forget", "1")
    app = hold(app, "forget", "0", [2])
    assert any("can only be held at one value" in w.value for w in app.warning)
    assert app.session_state["wi-holds"] == [Hold("forget", 1)]


def test_a_hold_beyond_a_shorter_text_gets_a_sentence():
    app = opened("gate", hold=["forget=0@steps:9"], text=BEAR)
    assert charts(app)
    ran(app.text_input(key="text").set_value("two words").run())
    assert any("the text ends at word 2" in w.value for w in app.warning)


def test_a_broken_link_gets_a_sentence():
    app = opened("gate", hold=["forget=1", "peephole=1@everywhere"])
    assert any("cannot read" in w.value for w in app.warning)


def test_the_address_holds_the_experiment():
    app = opened("gate", hold=["forget=1@units:3@steps:2", "output=0"], text=BEAR)
    assert app.query_params["view"] == "gate"
    assert app.query_params["hold"] == ["forget=1@units:3@steps:2", "output=0"]


def test_a_preset_opens_on_the_map_of_what_it_holds():
    app = opened("gate", text=BEAR)
    ran(app.pills(key="wi-preset").set_value("closed output").run())
    assert app.session_state["wi-gate-quantity"] == "output_gate"


def test_what_is_held_goes_to_gates_by_a_link():
    app = opened("gate", hold="forget=0@steps:3")
    (link,) = (link for link in app.get("page_link") if link.proto.label == "Open in Gates")
    assert parse_qs(link.proto.query_string) == {"held": ["forget=0@steps:3"]}
