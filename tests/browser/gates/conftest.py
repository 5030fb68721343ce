"""The Gates page, opened for a test alone or shared among those that only look."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from lstm_viz.browser.stage.payload import TEMPERATURES
from tests.browser.gates.page import (
    READY,
    RIVER,
    alive,
    button,
    choose_unit,
    expect_step,
    expect_tokens,
    read,
    show_level,
    with_charts,
)


@pytest.fixture
def opened(visit):
    """A function: open the Gates page with this text (else the example) and wait for its charts."""

    def open_page(text=None, query="", **look) -> Page:
        given = urlencode({"text": text}) if text else ""
        return with_charts(visit(f"/?{given}{query}", ready=READY, **look))

    return open_page


@pytest.fixture
def seen(look_at):
    """A function: the module's page, on this text (else the example), as it opens; for tests that look."""

    def look(text=None, **how) -> Page:
        given = urlencode({"text": text}) if text else ""
        page = with_charts(look_at(f"/?{given}", ready=READY, **how))
        for pressed in page.locator(".stages [aria-pressed=true]").all():
            pressed.click()
        show_level(page, "Story")
        page.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, 0)")
        return page

    return look


@pytest.fixture
def tried(look_at, everyday):
    """A function: the module's page reads this text and stands at a word, nothing held or compared."""

    def read_it(text: str, t: int, unit: int, **how) -> Page:
        page = alive(look_at("/", ready=READY, **how))
        reset = button(page, "Reset")
        if reset.is_enabled():
            reset.click()
        page.get_by_label("Which units", exact=True).select_option("this unit")
        page.get_by_label("At which words", exact=True).select_option("here")
        read(page, text)
        expect_tokens(page, everyday.tokenize(text))
        page.locator(f'.chip[data-t="{t}"]').click()
        expect_step(page, t)
        choose_unit(page, unit)
        return page

    return read_it


def shared(open_tab, visit_in):
    """A page on its example that several tests use one after the other, and its complaints."""
    with open_tab() as (page, complaints):
        yield with_charts(visit_in(page, "/", ready=READY)), complaints


@pytest.fixture(scope="package")
def example_page(open_tab, visit_in):
    yield from shared(open_tab, visit_in)


@pytest.fixture
def reading(example_page) -> Page:
    """The page on its example, standing at “river”, nothing chosen. Its users only look and step."""
    page, complaints = example_page
    pause = button(page, "Pause")
    if pause.is_visible():
        pause.click()
    page.locator(f'.chip[data-t="{RIVER}"]').click()
    for pressed in page.locator(".stages [aria-pressed=true]").all():
        pressed.click()
    button(page, "this unit").click()
    page.get_by_label("Temperature", exact=True).fill(str(TEMPERATURES.index(1.0)))
    page.get_by_label("Speed", exact=True).select_option("8×")
    yield page
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="package")
def typing_page(open_tab, visit_in):
    yield from shared(open_tab, visit_in)


@pytest.fixture
def typing(typing_page) -> Page:
    """A page into which its users type."""
    page, complaints = typing_page
    yield page
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def frames(page) -> list[str]:
    """Every frame of the websocket, as it comes."""
    seen = []

    def watch(socket):
        socket.on("framesent", lambda frame: seen.append("sent"))
        socket.on("framereceived", lambda frame: seen.append("received"))

    page.on("websocket", watch)
    return seen
