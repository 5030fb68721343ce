"""What holds all pages together, in a real browser: the menu, the links at the foot, the tour."""

import re

import pytest
from playwright.sync_api import expect

from lstm_viz.browser.tour import STOPS
from lstm_viz.ui.menu import BY_FILE, DEFAULT, PAGES


def address(file: str) -> re.Pattern:
    return re.compile(rf"/{'' if file == DEFAULT else file}(\?.*)?$")


def test_every_next_link_leads_to_the_next_page_and_around(visit, settled):
    page = visit("/")
    files = [entry.file for entry in PAGES]
    first = files.index(DEFAULT)
    for file in [*files[first + 1 :], *files[: first + 1]]:
        page.get_by_role("link", name=re.compile("^(arrow_forward ?)?Next: ")).click()
        page.wait_for_url(address(file))
        settled(page)
        expect(page.locator("h1")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        expect(page.get_by_text("Page not found")).to_have_count(0)


def test_the_menu_leads_to_every_page_in_the_workshops_order(visit):
    page = visit("/")
    seen = []
    sections = dict.fromkeys(entry.section for entry in PAGES)
    for section in sections:
        if section:
            page.get_by_role("button", name=section, exact=False).first.click()
        entries = [entry for entry in PAGES if entry.section == section]
        for entry in entries:
            link = page.get_by_role(
                "menuitem" if section else "link", name=entry.title, exact=False
            ).first
            expect(link).to_be_visible()
            seen.append(entry.file)
        if section:
            link.click()
            page.wait_for_url(address(entries[-1].file))
    assert seen == [entry.file for entry in PAGES]


def test_the_tour_notices_what_one_does_and_goes_on_after_a_reload(visit, settled):
    page = visit("/?stop=1")
    bar = page.locator(".st-key-tour-bar")
    expect(bar).to_contain_text(STOPS[0].title)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(bar).to_contain_text("Done.")
    bar.get_by_role("link", name="Next stop").click()
    expect(bar).to_contain_text(STOPS[1].title)
    page.get_by_role("textbox", name="Your text").fill("An old cat sleeps near the fire")
    page.keyboard.press("Enter")
    expect(bar).to_contain_text("Done.")
    bar.get_by_role("link", name="Next stop").click()
    expect(bar).to_contain_text(STOPS[2].title)
    settled(page)
    page.goto("/")  # a new visit
    page.get_by_role("link", name="Start here").first.click()
    expect(bar).to_contain_text(f"stop 3 of {len(STOPS)}")
    bar.get_by_role("link", name="Skip this stop").click()
    page.wait_for_url(address(STOPS[3].page))
    bar.get_by_role("button", name="Leave the tour").click()
    expect(bar).to_have_count(0)


@pytest.mark.parametrize("number", range(4, len(STOPS) + 1))
def test_every_other_stop_has_something_to_do_on_its_page(visit, settled, number):
    """What the stop asks for can be done there, and is noticed."""
    stop = STOPS[number - 1]
    page = visit(f"/start?stop={number}")
    bar = page.locator(".st-key-tour-bar")
    bar.get_by_role("link", name=f"Go to {BY_FILE[stop.page].title}").click()
    page.wait_for_url(address(stop.page))
    settled(page)
    if stop.page == "quiz":
        page.locator("[class*=st-key-quiz-] label").nth(1).click()
        expect(page.locator(stop.target).first).to_be_enabled()
        page.locator(stop.target).first.click()
    elif stop.event == "input":
        page.locator(stop.target).filter(visible=True).last.press("ArrowUp")
    else:
        page.locator(stop.target).last.click()
    expect(bar).to_contain_text("Done.")
