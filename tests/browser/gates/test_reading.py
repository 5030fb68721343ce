"""Which text is read, by which weights, and how the view goes elsewhere: links and files."""

import csv
import json
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_viz.look.roles import ROLES
from lstm_viz.nn import embeddings
from tests.browser.gates.page import (
    CHARTS,
    RIVER,
    STAGES,
    button,
    choose_unit,
    expect_step,
    expect_tokens,
    read,
    says,
    stage,
    tokens,
    told,
)


def test_alive_at_first_paint(opened, everyday, bear):
    page = opened()
    assert tokens(page) == bear.tokens
    expect_step(page, RIVER)
    expect(button(page, "Play")).to_be_visible()  # nothing plays by itself
    expect(page.locator(".says")).to_have_text(told(bear)[RIVER][""])
    expect(page.locator(".bars li")).to_have_count(10)
    expect(page.locator(".stepper .card")).to_have_count(9)
    for name in STAGES:
        expect(stage(page, name)).to_have_attribute("aria-pressed", "false")
    for title in ("The cell", "Word map", "What comes next?", "One unit over time"):
        expect(page.get_by_role("region", name=title, exact=True)).to_be_visible()
    share = embeddings.PCA.fit(everyday.embeddings).explained
    expect(page.locator(".map .axis").first).to_contain_text(f"{100 * share[0]:.1f} %")


def test_type_a_text(typing, everyday):
    page = typing
    read(page, "A dog runs home.")
    expect_tokens(page, ["a", "dog", "runs", "home", "."])
    expect_step(page, 4)  # one stands at the word that one types
    button(page, "First step").click()
    trace = everyday.trace("A dog runs home.")
    said = told(trace)
    expect(page.locator(".says")).to_have_text(said[0][""])
    button(page, "Last step").click()
    expect(page.locator(".says")).to_have_text(said[4][""])
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))


def test_unknown_words_are_marked(typing):
    page = typing
    read(page, "the baseballl flies qwxzqwxz")
    unknown = page.locator(".chip.unknown")
    expect(unknown).to_have_count(2)
    expect(unknown.first).to_contain_text("baseball?")
    expect(unknown.last).to_contain_text("unknown")
    button(page, "baseball?").click()  # is read instead, and the rest stays as it was typed
    expect_tokens(page, ["the", "baseball", "flies", "qwxzqwxz"])
    expect(page.get_by_label("Your text", exact=True)).to_have_value("the baseball flies qwxzqwxz")
    button(page, "Stop comparing").click()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=document.title='broken'> <b>bold</b>",
        r"$\frac{a}{b}$ **x** &amp; </script>",
        "שלום the dog 🐻",
    ],
)
def test_any_text_is_shown_as_text(typing, everyday, text):
    page = typing
    read(page, text)
    expect_tokens(page, everyday.trace(text).tokens)
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "broken"


def test_nothing_to_read_keeps_the_picture(typing):
    page = typing
    read(page, "A dog sleeps")
    expect_tokens(page, ["a", "dog", "sleeps"])
    read(page, "   ")
    expect(page.get_by_text("type a few words")).to_be_visible()
    expect_tokens(page, ["a", "dog", "sleeps"])
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))


def test_link_restores_the_view(opened, page, app_url):
    opened()
    read(page, "A dog runs home.")
    expect_tokens(page, ["a", "dog", "runs", "home", "."])
    page.locator('.chip[data-t="3"]').click()
    choose_unit(page, 42)
    expect(page).to_have_url(re.compile(r"unit=42"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app_url)
    button(page, "Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    query = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert query == {
        "text": "A dog runs home.",
        "model": "everyday",
        "t": "4",
        "unit": "42",
        "level": "story",
    }
    said = says(page)
    opened(query=link.partition("?")[2])
    assert tokens(page) == ["a", "dog", "runs", "home", "."]
    expect_step(page, 3)
    expect(page.get_by_role("spinbutton", name="Unit", exact=True)).to_have_value("42")
    expect(page.get_by_label("Your text", exact=True)).to_have_value("A dog runs home.")
    assert says(page) == said


def test_training_snapshot_keeps_the_step(opened, bear):
    page = opened()
    button(page, "Who reads").click()
    slider = page.get_by_role("slider", name="How much has it learned?")
    before = says(page)
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".says")).not_to_have_text(before)
    expect_step(page, RIVER)
    expect_tokens(page, bear.tokens)
    expect(page).to_have_url(re.compile("learned=snapshots"))
    page.keyboard.press("End")
    expect(page.locator(".says")).to_have_text(before)


def test_downloads(reading, bear, tmp_path):
    page = reading
    for label, name in (
        ("All numbers as CSV", "trace.csv"),
        ("All numbers as JSON", "trace.json"),
        ("The picture as one page", "lstm.html"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    rows = list(csv.DictReader((tmp_path / "trace.csv").open(encoding="utf-8")))
    forget = np.array([row["forget_gate"] for row in rows], np.float32)
    np.testing.assert_array_equal(forget.reshape(bear.forget_gate.shape), bear.forget_gate)
    content = json.loads((tmp_path / "trace.json").read_text("utf-8"))
    assert content["tokens"] == bear.tokens
    np.testing.assert_array_equal(np.float32(content["cell_state"]), bear.cell_state)
    one_page = (tmp_path / "lstm.html").read_text("utf-8")
    drawn = json.loads(re.search(r'id="data">(.*?)</script>', one_page)[1])["layers"][0]
    assert drawn["tokens"] == bear.tokens
