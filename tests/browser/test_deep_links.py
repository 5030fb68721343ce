"""Links that people send one another: each is the first that a fresh server is asked for."""

import pytest
from playwright.sync_api import expect

from lstm_viz.ui.menu import PAGES, after
from tests.browser.counting import relay
from tests.browser.server import serve

TEXT = "A little boy plays near the river"
FIRST_VISIT = 5_200_000  # bytes: 3.1 million up to the first plot, the rest weights; 10.6 uncompressed
LINKS = {  # the link, its page, what the page says of itself there
    "/words?part=5 Analogies": ("words", "If meanings are"),
    f"/what_if?text={TEXT}&view=units": ("what_if", "Every unit with its evidence"),
    "/sentiment": ("sentiment", "The verdict after every word"),
    "/gates": ("gates", "All units over time"),
}


@pytest.fixture
def fresh(tmp_path, open_tab, visit_in):
    """A function: a tab in which a server of this test's own is sent this link first."""
    with serve(tmp_path / "log.txt") as url, open_tab(url) as (page, complaints):
        yield lambda link: (visit_in(page, link), complaints)


def has_menu_and_foot(page, file: str):
    """The menu with its sections, and the link to the page that follows."""
    menu = page.get_by_test_id("stHeader")
    for section in {entry.section for entry in PAGES} - {""}:
        expect(menu.get_by_role("button", name=section).first).to_be_visible()
    expect(page.get_by_role("link", name=f"Next: {after(file).title}")).to_be_visible()


@pytest.mark.parametrize("link", LINKS)
def test_a_fresh_server_answers_a_link_with_the_whole_page(fresh, link):
    file, says = LINKS[link]
    page, _ = fresh(link)
    expect(page.get_by_text(says).first).to_be_visible()
    if "text=" in link:
        expect(page.get_by_role("textbox").first).to_have_value(TEXT)
    has_menu_and_foot(page, file)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_fresh_server_says_that_it_does_not_know_a_path(fresh):
    page, complaints = fresh("/no_such_page")
    expect(page.get_by_role("dialog")).to_contain_text("Page not found")
    assert "does not seem to exist" in complaints.pop()
    page.keyboard.press("Escape")
    has_menu_and_foot(page, "gates")


def test_a_first_visit_is_compressed_and_takes_no_more_than_it_did(app_url, open_tab, visit_in):
    with relay(app_url) as door, open_tab(door.url) as (page, _):
        visit_in(page, "/", ready=".js-plotly-plot .main-svg")
        assert door.received < FIRST_VISIT
