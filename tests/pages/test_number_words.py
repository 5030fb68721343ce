"""Words that are numbers are words: no chart may take "2. 3" or "2001" for a place on its axis."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.ui import memory, recurrence, what_if
from tests.pages.scripts import figures, labelled, ran

APP = str(Path(__file__).parents[2] / "app.py")
TEXT = "2001 was 100 times better than 3 of 2002"
# pages with charts of words, and the key that says which part of the page is open
PARTS = {
    "part-recurrence": recurrence.PARTS,
    "part-memory": memory.PARTS,
    "wi-view": what_if.EXPERIMENTS,
    "": ["gates", "attention", "sentiment", "translation"],
}
PAGE_OF = {"part-recurrence": "recurrence", "part-memory": "memory", "wi-view": "what_if"}


def axes_of_words(figure: dict) -> set[str]:
    """Names of the axes on which the chart's data are strings."""
    found = set()
    for trace in figure["data"]:
        for axis in "xy":
            values = trace.get(axis)
            if isinstance(values, list) and any(isinstance(value, str) for value in values):
                found.add(f"{axis}axis{trace.get(f'{axis}axis', axis)[1:]}")
    return found


@pytest.mark.parametrize(("key", "part"), [(key, part) for key in PARTS for part in PARTS[key]])
def test_numbers_in_a_text_stay_words_in_every_chart(key, part):
    app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    if key:
        app.session_state[key] = part
    app.switch_page(f"pages/{PAGE_OF.get(key, part)}.py")
    ran(app.run())
    for label in [box.label for box in app.text_input if " " in box.value]:
        ran(labelled(app.text_input, label).set_value(TEXT).run())
    for figure in figures(app):
        for axis in axes_of_words(figure):
            assert figure["layout"][axis].get("type") == "category", (
                axis,
                figure["layout"].get("title"),
            )
