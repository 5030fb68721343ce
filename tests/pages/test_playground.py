"""The Playground page as a script: its parts, and what its links open."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.browser.train import payload, query
from lstm_viz.ui.playground import PARTS
from tests.pages.scripts import ran

ROOT = Path(__file__).parents[2]


def opened(**query) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("pages/playground.py")
    return ran(app.run())


@pytest.mark.parametrize("part", ["wire", "nothing of ours", ""])
def test_the_page_opens_whatever_part_the_link_asks_for(part):
    app = opened(part=part)
    assert app.session_state["part-playground"] == next(iter(PARTS))
    assert {"What to notice", "Check yourself"} <= {h.value for h in app.header}


def test_training_is_a_part_with_a_worker_of_its_own():
    app = opened(part="train")
    assert app.session_state["part-playground"] == "Train one in view"
    assert any("in your browser" in text.value for text in app.markdown)
    script = payload()["worker"]
    assert "self.onmessage" in script and not re.search("^(import|export) ", script, re.M)


def test_a_link_to_a_comparison_holds_its_options_and_opens_training():
    for preset, found in lessons.load("learners").items():
        asked = query(preset)
        assert asked["against"] == found["options"]["against"]
        assert float(asked["rate"]) == found["options"]["rate"]
        app = opened(**asked)
        assert app.session_state["part-playground"] == "Train one in view"
