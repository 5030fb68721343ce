"""The What-if page in a browser: components, links, small screens, accessibility."""

import re

import pytest
from playwright.sync_api import expect

from lstm_viz import lessons
from tests.browser.conftest import CLEAR

VIEWS = ("memory", "gate", "pair", "units", "path", "cells")
HOLD = "forget=1@steps:3"


def opening(open_at):
    """A function: open an experiment by its link, as somebody does who was sent it."""

    def open_link(view, query="", **options):
        page = open_at(f"/what_if?view={view}{query}", **options)
        page.get_by_role("heading", name="What if?").wait_for()
        page.wait_for_function(CLEAR)
        return page

    return open_link


@pytest.fixture
def open_view(visit):
    return opening(visit)


@pytest.fixture
def seen(look_at):
    """The same for those who only look: they share an experiment's page."""
    return opening(look_at)


def no_overflow(page):
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


@pytest.mark.parametrize(("view", "scheme"), zip(VIEWS, ("dark", "light") * 3, strict=True))
def test_small_screen(seen, settled, no_axe_violations, view, scheme):
    """One page goes through the experiments; other tests open them by their links."""
    page = seen(VIEWS[0], width=390, scheme=scheme)
    title = lessons.load("what_if")[view]["title"]
    page.get_by_role("radio", name=title, exact=True).click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(page)
    page.wait_for_function(CLEAR)
    no_overflow(page)
    no_axe_violations(page)


def test_a_held_gate_is_drawn_and_accessible(open_view, no_axe_violations):
    page = open_view("gate", f"&hold={HOLD}")
    expect(page.get_by_text("The two readings part at")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(6, timeout=30_000)
    no_axe_violations(page)


def test_what_survives_of_a_word_by_mouse_and_keyboard(open_view):
    page = open_view("memory", "&text=The dogs near the house are big")
    words = page.get_by_role("group", name="Words: choose one")
    says = page.locator(".strip .says")
    words.get_by_role("button", name=re.compile("^dogs")).hover()
    expect(says).to_contain_text("“dogs” wrote")
    words.get_by_role("button", name=re.compile("^house")).focus()
    expect(says).to_contain_text("“house” wrote")
    expect(words.get_by_role("button", name=re.compile("^house"))).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("Tab")
    expect(says).to_contain_text("“are” wrote")


def test_path_and_stepper_move_together_without_the_server(open_view, page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_view("path", "&text=The dogs near the house are big")
    says = page.locator(".path .says").first
    page.locator(".stepper .chip.now").wait_for()
    sent.clear()
    page.locator(".stepper .chip").nth(1).click()
    expect(says).to_contain_text("After dogs,")
    page.get_by_role("button", name="Path: one word on").click()
    expect(says).to_contain_text("After near,")
    expect(page.locator(".stepper .chip.now")).to_contain_text("near")
    page.get_by_role("slider", name="Word of the path").press("End")
    expect(page.locator(".stepper .chip.now")).to_contain_text("big")
    assert not sent


def test_background_kinds_can_be_hidden(open_view):
    page = open_view("path")
    kinds = page.get_by_role("group", name="Background")
    noun = kinds.get_by_role("button", name="noun", exact=True)
    noun.click()
    expect(noun).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".plane g.dot").first).to_be_hidden()


def test_predict_then_reveal_then_share(open_view, page, settled):
    open_view("gate")
    page.get_by_role("radio", name="closed output").or_(page.get_by_text("closed output")).first.click()
    settled(page)  # the choices are drawn anew
    page.get_by_text("The same next words everywhere").click()
    expect(page.get_by_text("As you expected.")).to_be_visible()
    settled(page)
    link = page.url
    assert "preset=closed+output" in link
    page.goto(link)
    expect(page.get_by_text("Before you see it:")).to_be_visible()
    expect(page.get_by_text("As you expected.")).to_have_count(0)
    settled(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name=re.compile("Copied|Copy this:"))).to_be_visible()
