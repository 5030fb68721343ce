"""The Start page and the tour's bar as a script."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz import lessons
from lstm_viz.browser.tour import STOPS
from lstm_viz.ui.menu import PAGES

ROOT = Path(__file__).parents[2]


def opened(**query) -> AppTest:
    """The app at its bare address, with the tour's bar above the Gates page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def start() -> AppTest:
    app = opened().switch_page("pages/start.py").run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def prose(app: AppTest) -> str:
    return "\n".join(m.value for m in app.markdown)


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def test_it_offers_the_tour_the_glossary_and_reading():
    app = start()
    assert "**Start the tour**" in links(app)
    assert all(stop.title in prose(app) for stop in STOPS)
    assert all(term["term"] in prose(app) for term in lessons.load("glossary"))
    assert all(item["url"] in prose(app) for item in lessons.load("further_reading"))


def test_the_glossary_can_be_searched():
    app = start()
    app.text_input(key="glossary").set_value("SKIP-gram").run()
    assert "**Skip-gram**" in prose(app) and "**Forget gate f**" not in prose(app)
    app.text_input(key="glossary").set_value("*zzz*").run()
    assert not app.exception and "Try a shorter word" in app.info[0].value


def test_a_link_leads_to_a_stop():
    app = opened(stop="2")
    assert f"stop 2 of {len(STOPS)}" in prose(app) and STOPS[1].ask in prose(app)
    assert "Skip this stop" in links(app)


def test_a_stop_on_another_page_has_a_link_to_it():
    assert "Go to **Quiz**" in links(opened(stop=str(len(STOPS))))


def test_after_the_last_stop_the_tour_is_over():
    app = opened(stop=str(len(STOPS) + 1))
    assert "The tour is over" in prose(app)


def test_a_tour_that_was_left_can_go_on():
    app = opened(stop="3")
    app.session_state.tour.finish(STOPS[0].id)
    app.session_state.tour.active = False
    app = app.switch_page("pages/start.py").run()
    assert "**Go on at stop 3**" in links(app) and f"1 of {len(STOPS)} stops done" in prose(app)


@pytest.mark.parametrize("stop", ["0", "99", "-1", "x", "", "1" * 400, "²"])
def test_a_stop_that_is_none_starts_no_tour(stop):
    assert "Tour, stop" not in prose(opened(stop=stop))


def test_the_foot_says_what_comes_next():
    (after_it,) = (label for label in links(opened()) if label.startswith("Next: "))
    files = [entry.file for entry in PAGES]
    assert after_it.startswith(f"Next: **{PAGES[files.index('gates') + 1].title}**")
