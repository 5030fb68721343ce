"""What the tests of the What-if page share."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from tests.pages.scripts import figures, ran

APP = str(Path(__file__).parents[2] / "app.py")
TEXTS = lessons.load("what_if")
VIEWS = ("memory", "gate", "pair", "units", "path", "cells")
PRESETS = {preset["name"]: preset for preset in TEXTS["presets"]}
BEAR = "The grizzly bear goes to the river to catch"


def opened(view="memory", **query) -> AppTest:
    """The page after its first run, with these values in its address."""
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    app.query_params["view"] = view
    for name, value in query.items():
        app.query_params[name] = value
    # the address counts at a session's first visit of the page
    for key in ("wi-holds", "last_text"):
        if key in app.session_state:
            del app.session_state[key]
    return ran(app.switch_page("pages/what_if.py").run())


def click(app: AppTest, label: str) -> AppTest:
    return ran(next(b for b in app.button if b.label == label).click().run())


def words(app: AppTest) -> str:
    return " ".join(
        e.value for kind in ("markdown", "caption", "info", "warning", "success") for e in app.get(kind)
    )


def charts(app: AppTest) -> dict[str, dict]:
    """Each chart's figure by its title."""
    return {figure["layout"]["title"]["text"]: figure for figure in figures(app)}
