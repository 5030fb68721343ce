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


STOP = {stop.id: number for number, stop in enumerate(STOPS, 1)}
WAYS = {
    "play": {
        "button": lambda page: page.get_by_role("button", name="Play", exact=True).click(),
        "key": lambda page: page.locator(".chips").press("Space"),
    },
    "hold": {
        "valve": lambda page: page.get_by_label("Forget gate of unit").press("End"),
        "experiment": lambda page: page.get_by_label("Experiments").select_option(index=1),
    },
    "own": {
        "typing": lambda page: page.get_by_label("Your text", exact=True).fill("An old cat sleeps"),
    },
}


@pytest.mark.parametrize(("id", "way"), [(id, way) for id, ways in WAYS.items() for way in ways])
def test_the_tour_notices_every_way_of_doing_it(visit, id, way):
    page = visit(f"/gates?stop={STOP[id]}", ready=".stepper .chip.now")
    bar = page.locator(".st-key-tour-bar")
    expect(bar).to_contain_text(STOPS[STOP[id] - 1].title)
    expect(page.locator(".live.on")).to_be_visible()
    height = bar.bounding_box()["height"]
    WAYS[id][way](page)
    expect(bar).to_contain_text("Done.")
    assert bar.bounding_box()["height"] == pytest.approx(height, abs=1)  # the page stays where it is
    page.get_by_text("Take it with you").scroll_into_view_if_needed()
    expect(bar).to_be_in_viewport()


def test_the_tour_goes_on_after_a_reload(visit, settled):
    page = visit("/?stop=1")
    bar = page.locator(".st-key-tour-bar")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(bar).to_contain_text("Done.")
    bar.get_by_role("link", name="Next stop").click()
    expect(bar).to_contain_text(STOPS[1].title)
    settled(page)
    page.reload()
    expect(bar).to_contain_text(f"stop 2 of {len(STOPS)}")
    bar.get_by_role("button", name="Leave the tour").click()
    expect(bar).to_have_count(0)


@pytest.mark.parametrize("number", range(len(WAYS) + 1, len(STOPS) + 1))
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
    elif stop.event == "did":
        page.locator({"play": ".play", "next": ".next-step"}[stop.target]).first.click()
    else:
        page.locator(stop.target).last.click()
    expect(bar).to_contain_text("Done.")
