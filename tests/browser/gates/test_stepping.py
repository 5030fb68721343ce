"""Stepping, playing and scrubbing, by mouse and by keyboard, without the server."""

import re

import numpy as np
from playwright.sync_api import expect

from lstm_viz.studies import attribution
from tests.browser.gates.page import (
    CHARTS,
    RIVER,
    STAGES,
    button,
    choose_unit,
    expect_step,
    expect_tokens,
    play,
    read,
    show_level,
    stage,
    told,
)


def test_step_through_all_words_and_stages(reading, bear):
    page = reading
    said = told(bear)
    button(page, "First step").click()
    for name in ("First step", "Previous step"):
        expect(button(page, name)).to_be_disabled()
    for t in range(len(bear)):
        expect_step(page, t)
        expect(page.locator(".says")).to_have_text(said[t][""])
        for name in STAGES:
            stage(page, name).click()
            expect(stage(page, name)).to_have_attribute("aria-pressed", "true")
            expect(page.locator(".says")).to_have_text(said[t][name])
        stage(page, "Output").click()  # once more: the whole step again
        expect(stage(page, "Output")).to_have_attribute("aria-pressed", "false")
        if t < len(bear) - 1:
            button(page, "Next step").click()
    for name in ("Next step", "Last step"):
        expect(button(page, name)).to_be_disabled()
    button(page, "Previous step").click()
    expect_step(page, len(bear) - 2)


def test_keyboard(reading, bear):
    page = reading
    button(page, "Next step").focus()
    for key, t in (("ArrowRight", 7), ("ArrowLeft", 6), ("Home", 0), ("End", 8), ("ArrowLeft", 7)):
        page.keyboard.press(key)
        expect_step(page, t)
    for name in (*STAGES, "Output"):
        page.keyboard.press("ArrowDown")
        expect(stage(page, name)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowUp")
    expect(stage(page, "Update")).to_have_attribute("aria-pressed", "true")


def test_space_plays_and_pauses(reading):
    page = reading
    page.get_by_label("Word", exact=True).focus()
    page.keyboard.press("Space")
    expect(button(page, "Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()


def test_typing_does_not_step(reading):
    """Arrows belong to the field that has the focus, and r, c, Tab and Esc are left to the page."""
    page = reading
    page.get_by_role("spinbutton", name="Unit", exact=True).focus()
    page.keyboard.press("Home")
    expect_step(page, RIVER)
    button(page, "Next step").focus()
    page.keyboard.press("Control+ArrowLeft")
    expect_step(page, RIVER)
    page.keyboard.press("Tab")
    expect(button(page, "Last step")).to_be_focused()


def test_scrub_bar(reading, bear):
    page = reading
    bar = page.get_by_label("Word", exact=True)
    left = attribution.sizes(bear)[:, RIVER]  # (T + 1,)
    twice = {token for token in bear.tokens if bear.tokens.count(token) > 1}
    whose = ["what was there before"]
    whose += [
        f"“{token}” ({t})" if token in twice else f"“{token}”" for t, token in enumerate(bear.tokens, 1)
    ]
    most = ", ".join(f"{whose[k]} {100 * left[k] / left.sum():.0f} %" for k in np.argsort(-left)[:3])
    units = f"all {bear.hidden_state.shape[1]} units"
    assert bar.get_attribute("aria-valuetext") == f"river, word {RIVER + 1} of 9; in {units}: {most}"
    expect(page.locator(".river-legend")).to_have_text(f"In {units} after “river”: {most}")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 3, middle)
    page.mouse.down()
    expect_step(page, 0)
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
    expect_step(page, 4)
    page.mouse.move(box["x"] + box["width"] - 3, middle, steps=4)
    expect_step(page, 8)
    page.mouse.up()
    assert bar.get_attribute("aria-valuetext").startswith("catch, word 9 of 9;")


def test_scrub_over_the_words(reading):
    page = reading
    page.locator('.chip[data-t="0"]').hover()
    page.mouse.down()
    expect_step(page, 0)
    for t in (1, 2, 3):
        page.locator(f'.chip[data-t="{t}"]').hover()
        expect_step(page, t)
    page.mouse.up()
    page.locator('.chip[data-t="5"]').hover()
    expect_step(page, 3)


def test_play_goes_through_every_stage_of_every_word(typing):
    page = typing
    read(page, "A dog runs")
    expect_tokens(page, ["a", "dog", "runs"])
    page.get_by_label("Speed", exact=True).select_option("8×")
    said = page.locator(".says").evaluate_handle(
        """(e) => {
          const said = [];
          new MutationObserver(() => said.push(e.textContent)).observe(e, {childList: true});
          return said;
        }"""
    )
    assert play(page) == "Pause"
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, 2)
    for name in STAGES:
        expect(stage(page, name)).to_have_attribute("aria-pressed", "false")
    sentences = said.json_value()
    # every stage of three words, and at the end the whole last step
    assert len(sentences) == len(set(sentences)) == 3 * len(STAGES) + 1
    assert play(page) == "Pause"  # once more: from the start
    expect(button(page, "Play")).to_be_visible()
    assert said.json_value() == [*sentences, *sentences]


def test_play_starts_at_the_first_word(opened):
    """On a page that nobody has touched, though it opens at a word where something happens."""
    page = opened()
    expect_step(page, RIVER)
    at_once = (
        "(play) => { play.click(); return play.getRootNode().querySelector('.chip.now').dataset.t; }"
    )
    assert button(page, "Play").evaluate(at_once) == "0"


def test_stepping_stops_playing(reading):
    page = reading
    page.get_by_label("Speed", exact=True).select_option("0.5×")
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    button(page, "Next step").click()
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, RIVER + 1)


def test_play_after_a_new_text(typing):
    page = typing
    read(page, "The cat sleeps in the old house near the river")
    expect(page.locator(".stepper .chip")).to_have_count(10)
    page.get_by_label("Speed", exact=True).select_option("0.5×")
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    read(page, "A dog runs")
    expect_tokens(page, ["a", "dog", "runs"])
    expect_step(page, 2)  # one stands at the word that one types
    expect(button(page, "Play")).to_be_visible()
    page.get_by_label("Speed", exact=True).select_option("8×")
    button(page, "Play").click()
    expect_step(page, 2)
    expect(button(page, "Play")).to_be_visible()


def test_nothing_is_sent_while_stepping_playing_and_scrubbing(frames, opened, settled):
    page = opened("A dog runs home in the rain")
    settled(page)
    assert frames  # the page came over this socket, so it is watched
    frames.clear()
    for name in ("Next step", "Next step", "Previous step", "Last step", "First step"):
        button(page, name).click()
    for name in STAGES:
        stage(page, name).click()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    bar = page.get_by_label("Word", exact=True)
    for t in (3, 5, 0):
        bar.fill(str(t))
        expect_step(page, t)
    for t in (2, 4, 1):
        page.locator(f'.chip[data-t="{t}"]').click()
    choose_unit(page, 3)
    button(page, "mean of all units").click()
    page.get_by_label("Temperature", exact=True).press("ArrowRight")
    show_level(page, "Units")
    page.locator('.card[data-card="f"] canvas').click()
    page.locator(CHARTS).first.click(position={"x": 120, "y": 120})
    page.get_by_label("Speed", exact=True).select_option("8×")
    button(page, "Last step").click()
    assert play(page) == "Pause"
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, 6)
    expect(page).to_have_url(re.compile(r"[?&]t=7\b"))  # the address follows, without the server
    assert frames == []
    read(page, "A cat")
    expect_tokens(page, ["a", "cat"])
    # a moment later the server hears of it, for the charts
    expect(page.locator(CHARTS).first.locator(".xtick text")).to_have_text(["a", "cat"])
    assert frames


def test_reduced_motion(reading):
    """With the system's wish for less motion nothing slides or flows, and everything still works."""
    moving = """(root) => [...root.querySelectorAll('*')].map(getComputedStyle).filter((style) =>
        parseFloat(style.transitionDuration) || style.animationName !== 'none').length"""
    page = reading
    stage(page, "Forget").click()
    assert page.locator(".stepper").first.evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.locator(".stepper").first.evaluate(moving) == 0
    page.get_by_label("Speed", exact=True).select_option("1×")  # slow enough to be seen under way
    button(page, "Play").click()
    expect_step(page, RIVER + 1)
    button(page, "Pause").click()
    page.emulate_media(reduced_motion="no-preference")
