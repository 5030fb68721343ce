"""The Playground page as a script: its parts, and what its links open."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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
