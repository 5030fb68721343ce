"""The tour as data, and how far one has come."""

import json
from urllib.parse import quote

import pytest

from lstm_viz import lessons
from lstm_viz.browser.tour import STOPS, Progress
from lstm_viz.ui.menu import BY_FILE, PAGES


def test_at_most_twelve_stops_on_pages_in_the_menus_order():
    assert 0 < len(STOPS) <= 12
    assert len({stop.id for stop in STOPS}) == len(STOPS)
    order = [entry.file for entry in PAGES]
    places = [order.index(stop.page) for stop in STOPS]
    assert places == sorted(places)


def test_every_term_of_the_glossary_has_a_page():
    terms = lessons.load("glossary")
    assert len({term["term"] for term in terms}) == len(terms)
    assert all(term["page"] in BY_FILE for term in terms)


def test_done_skipped_and_over():
    progress = Progress()
    progress.start()
    progress.finish(STOPS[0].id)
    progress.finish("nothing of ours")
    assert progress.done == {STOPS[0].id} and progress.stop == STOPS[0]
    progress.start(len(STOPS))
    assert progress.stop is None


def test_kept_by_the_browser_and_read_back():
    progress = Progress(True, 3, {STOPS[0].id, STOPS[2].id})
    assert Progress.from_json(progress.as_json()) == progress
    assert Progress.from_text(quote(json.dumps(progress.as_json()))) == progress


@pytest.mark.parametrize("kept", [None, "", "%", "{", "[" * 100_000, "null", quote('{"at": "2"}')])
def test_a_cookie_of_another_hand_does_no_harm(kept):
    assert Progress.from_text(kept) == Progress()


@pytest.mark.parametrize(
    "stored", [None, 3, [], {}, {"at": "2"}, {"at": 1, "done": "x"}, {"at": -4}, {"at": 999}]
)
def test_what_is_no_progress_of_ours_does_no_harm(stored):
    progress = Progress.from_json(stored)
    assert 0 <= progress.at <= len(STOPS) and not progress.done and not progress.active
