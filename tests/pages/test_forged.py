"""Every page survives what a browser should never send: no failure of ours, and it works afterwards."""

import tomllib

import pytest
from streamlit import config as options
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

from lstm_viz.browser.tour import STOPS
from lstm_viz.ui import memory, recurrence
from tests.pages import forged
from tests.pages.scripts import ran

PARTS = {
    "words": ["1 Fill in the blank", "2 One-hot", "3 Look-up", "4 Word map", "5 Analogies"],
    "recurrence": list(recurrence.PARTS),
    "memory": list(memory.PARTS),
}
PAGES = [
    (file.stem, part)
    for file in sorted((forged.ROOT / "pages").glob("*.py"))
    for part in PARTS.get(file.stem, [""])
]
ROUNDS = 5


def page(name: str, part: str = "") -> AppTest:
    """A page, with one of its parts open."""
    app = AppTest.from_file(str(forged.ROOT / "pages" / f"{name}.py"), default_timeout=60)
    if name in PARTS:
        app.query_params["part"] = app.session_state[f"part-{name}"] = part or PARTS[name][0]
    return ran(app.run())


@pytest.mark.parametrize(("name", "part"), PAGES, ids=[" ".join(pair).strip() for pair in PAGES])
def test_forged_values(name, part):
    app = page(name, part)
    honest = WidgetStates(widgets=forged.states(app))
    for k in range(ROUNDS):
        values = {
            id: (field, forged.VALUES[field][k % len(forged.VALUES[field])])
            for id, field in forged.widgets(app)
            if field in forged.WIDGETS
        }
        assert not forged.ours(forged.sent(app, values)), f"round {k}"
    ran(app._run(honest))  # the session lives


WRONG = {"int_value": 5, "double_value": 0.5, "string_array_value": ["x"], "json_value": '{"a": 1}'}


@pytest.mark.parametrize("field", WRONG)
@pytest.mark.parametrize(("name", "part"), PAGES, ids=[" ".join(pair).strip() for pair in PAGES])
def test_a_text_that_is_none(name, part, field):
    app = page(name, part)
    boxes = [*app.text_input, *app.text_area]
    if boxes:
        assert not forged.ours(forged.sent(app, {box.id: (field, WRONG[field]) for box in boxes}))


@pytest.mark.parametrize(("name", "part"), [("gates", ""), ("recurrence", "The recurrent cell")])
def test_events_of_any_shape(name, part):
    app, field = page(name, part), "json_trigger_value"
    for event in forged.VALUES[field]:
        ids = [id for id, kind in forged.widgets(app) if kind == field]
        ran(forged.sent(app, dict.fromkeys(ids, (field, event))))
    text = app.session_state["text"] = "The grizzly bear goes"
    ran(app.run())
    ids = [id for id, kind in forged.widgets(app) if kind == field]
    chosen = '[{"event": "take", "value": {"word": "bear", "t": 1}}]'
    ran(forged.sent(app, dict.fromkeys(ids, (field, chosen))))
    assert app.session_state["text"] == " ".join([*text.lower().split()[:2], "bear"])


def test_any_progress_of_the_tour():
    app = AppTest.from_file(str(forged.ROOT / "lstm_viz" / "ui" / "main.py"), default_timeout=60)
    app.query_params["stop"] = "1"  # in the middle of the tour its bar listens
    ran(app.run())
    for field in ("json_value", "json_trigger_value"):
        for event in forged.VALUES[field]:
            if event != "{":  # no JSON at all fails inside Streamlit
                (bar,) = [
                    id for id, kind in forged.widgets(app) if kind == field and "tour_listener" in id
                ]
                ran(forged.sent(app, {bar: (field, event)}))
                assert 0 <= app.session_state["tour"].at <= len(STOPS)


@pytest.mark.parametrize(
    "stop", ["0", "-1", "007", "0019999999", "99", "1e3", "٣", "x" * 1000, "1" * 5000]
)
def test_any_stop_in_a_link(stop):
    app = AppTest.from_file(str(forged.ROOT / "lstm_viz" / "ui" / "main.py"), default_timeout=60)
    app.query_params["stop"] = stop
    ran(app.run())


def test_a_failure_shows_no_path_and_no_line():
    config = tomllib.loads((forged.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    before = options.get_option("client.showErrorDetails")
    options.set_option("client.showErrorDetails", config["client"]["showErrorDetails"])
    try:
        (shown,) = AppTest.from_string("raise ValueError('secret in ' + __file__)").run().exception
    finally:
        options.set_option("client.showErrorDetails", before)
    assert not shown.stack_trace and "secret" not in shown.message and "/" not in shown.message
