"""The network in the browser: typing, holding, swapping and transplanting, without the server."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold
from lstm_viz.studies.transplant import Transplant, transplant
from tests.browser.gates.page import (
    BEAR,
    RIVER,
    UNIT,
    alive,
    assert_predictions,
    box,
    button,
    card,
    expect_step,
    expect_tokens,
    only_unreachable,
    stage,
    told,
    valve,
)

PAUSE_MS = 700  # after a key, until the server hears of it
# when keys went down, in ms
KEY_TIMES = """() => {
  const times = [];
  document.addEventListener('keydown', () => times.push(performance.now()), {capture: true});
  return times;
}"""
DOGS, DOG = "the dogs that live near the old house", "the dog that live near the old house"


def test_every_key_is_read_at_once_and_the_server_hears_of_it_once(opened, frames, settled, everyday):
    page = alive(opened("A dog"))
    settled(page)
    frames.clear()
    box(page).focus()
    page.keyboard.press("End")
    times = page.evaluate_handle(KEY_TIMES)
    text = "A dog"
    for key in " runs":
        page.keyboard.type(key)
        text += key
        tokens = everyday.tokenize(text)
        expect_tokens(page, tokens)
        expect_step(page, len(tokens) - 1)
    trace = everyday.trace("A dog runs")
    expect(page.locator(".says")).to_have_text(told(trace)[2][""])
    assert_predictions(page, everyday.predict(trace))
    # the charts below follow after a pause: one message, and one more where a slow machine paused between keys
    expect(page.locator(".js-plotly-plot").first.locator(".xtick text")).to_have_text(
        ["a", "dog", "runs"]
    )
    settled(page)
    pauses = sum(gap >= PAUSE_MS for gap in np.diff(times.json_value()))
    assert 1 <= frames.count("sent") <= 1 + pauses
    expect_step(page, 2)


def test_a_held_gate_acts_as_in_python_and_the_untouched_reading_stays(tried, everyday, bear):
    page = tried(BEAR, RIVER, UNIT)
    page.get_by_label("Which units", exact=True).select_option("all units")
    page.get_by_label("Forget gate of all units", exact=True).fill("0")
    held = intervention.repeat(everyday, bear, [Hold("forget", 0, None, (RIVER,))])
    assert card(page, "C_t") == pytest.approx(float(held.cell_state[RIVER, UNIT]), abs=0.005001)
    expect(page.locator('.card[data-card="C_t"] .was-value')).to_have_text(
        f"was {bear.cell_state[RIVER, UNIT]:.2f}".replace("-", "−")
    )
    button(page, "Last step").click()
    assert_predictions(page, everyday.predict(held))
    first, before = everyday.predict(bear, k=1)[0]
    after = dict(everyday.predict(held, k=len(everyday.vocabulary)))[first]
    shown = page.locator(".compared").inner_text()
    assert [float(n) for n in re.findall(r"(\d+\.\d+) %", shown)] == pytest.approx(
        [100 * before, 100 * after], abs=0.0501
    )
    button(page, "Undo").click()
    assert_predictions(page, everyday.predict(bear))
    expect(page.locator(".compared")).to_be_hidden()


@pytest.mark.parametrize(
    ("where", "steps"),
    [("here", (RIVER,)), ("from here on", (6, 7, 8)), ("everywhere", None)],
)
def test_a_valve_holds_one_unit_where_one_chose(tried, everyday, bear, where, steps):
    page = tried(BEAR, RIVER, UNIT)
    page.get_by_label("At which words", exact=True).select_option(where)
    valve(page, "Output").fill("25")
    held = intervention.repeat(everyday, bear, [Hold("output", 0.25, (UNIT,), steps)])
    assert card(page, "h_t") == pytest.approx(float(held.hidden_state[RIVER, UNIT]), abs=0.005001)
    button(page, "Last step").click()
    assert card(page, "h_t") == pytest.approx(float(held.hidden_state[-1, UNIT]), abs=0.005001)
    button(page, "First step").click()
    assert card(page, "h_t") == pytest.approx(float(held.hidden_state[0, UNIT]), abs=0.005001)


def test_a_valve_moves_by_keyboard(tried, bear):
    page = tried(BEAR, RIVER, UNIT)
    valve(page, "Forget").focus()
    page.keyboard.press("Home")
    expect(valve(page, "Forget")).to_have_attribute("aria-valuetext", re.compile("^0 % open.*held"))
    expect_step(page, RIVER)  # the key moved the valve, not the step
    button(page, "Reset").click()
    expect(valve(page, "Forget")).not_to_have_attribute("aria-valuetext", re.compile("held"))


def test_erased_memory_is_gone(tried, everyday, bear):
    page = tried(BEAR, RIVER, UNIT)
    page.get_by_label("Which units", exact=True).select_option("all units")
    button(page, "Erase all memory").click()
    assert card(page, "C_t") == 0
    held = intervention.repeat(everyday, bear, [Hold("cell", 0, None, (RIVER,))])
    button(page, "Last step").click()
    assert_predictions(page, everyday.predict(held))


def test_the_link_brings_holds_and_comparison_back(opened, everyday, bear):
    page = alive(opened(BEAR, f"&t=7&unit={UNIT}"))
    valve(page, "Forget").fill("0")
    expect(page).to_have_url(re.compile(r"hold=forget%3D0%40units%3A23%40steps%3A7"))
    link = page.url.partition("?")[2]
    again = alive(opened(query=link))
    held = intervention.repeat(everyday, bear, [Hold("forget", 0, (UNIT,), (RIVER,))])
    assert card(again, "C_t") == pytest.approx(float(held.cell_state[RIVER, UNIT]), abs=0.005001)
    expect(button(again, "Reset")).to_be_enabled()


def test_swap_a_word_and_put_a_memory_in(tried, everyday):
    page = tried(DOGS, 1, 126)
    button(page, "Swap “dogs”").click()
    page.get_by_label("Another word", exact=True).fill("dog")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_value(DOGS.replace("dogs", "dog"))  # its capitals stay
    expect_tokens(page, DOG.split())
    first, second = everyday.trace(DOGS), everyday.trace(DOG)
    button(page, "Last step").click()
    assert_predictions(page, everyday.predict(second))
    expect(page.locator(".compared")).to_contain_text(everyday.predict(first, k=1)[0][0])
    # all of C after “near”: whose ending comes?
    page.locator('.chip[data-t="4"]').click()
    page.get_by_label("Memory transplant", exact=True).select_option("all of C")
    mixed = transplant(everyday, first, second, Transplant(4, 4))
    button(page, "Last step").click()
    assert_predictions(page, everyday.predict(mixed))
    assert card(page, "C_t") == pytest.approx(float(mixed.cell_state[-1, 126]), abs=0.005001)
    button(page, "Stop comparing").click()
    assert_predictions(page, everyday.predict(second))


def test_offers_for_a_swap_are_near_words(tried, everyday):
    page = tried("The cat sleeps", 1, UNIT)
    button(page, "Swap “cat”").click()
    offers = page.locator(".swap .offers button").all_inner_texts()
    assert 3 <= len(offers) <= 8 and "cat" not in offers
    assert all(word in everyday.vocabulary for word in offers)


def test_memory_is_carried_on(tried, everyday):
    page = tried("The film was not good,", 5, UNIT)
    button(page, "Keep the memory").click()
    box(page).fill("it was")
    whole = everyday.trace("The film was not good, it was")
    expect_tokens(page, ["it", "was"])
    assert_predictions(page, everyday.predict(whole))
    button(page, "Keep the memory").click()
    assert_predictions(page, everyday.predict(everyday.trace("it was")))


def test_without_a_server_it_goes_on(opened, everyday, page, complaints):
    alive(opened("A dog"))
    page.context.set_offline(True)
    box(page).fill("A cat sleeps in the house")
    expect_tokens(page, "a cat sleeps in the house".split())
    assert_predictions(page, everyday.predict(everyday.trace("A cat sleeps in the house")))
    button(page, "Previous step").click()
    expect_step(page, 4)
    page.context.set_offline(False)
    only_unreachable(complaints)


def test_without_weights_the_server_reads(opened, page, everyday, complaints):
    page.route("**/weights/**", lambda route: route.abort())
    opened("A dog")
    expect(page.locator(".live")).to_have_text("it reads when you pause")
    box(page).fill("A cat sleeps")
    expect_tokens(page, ["a", "cat", "sleeps"])
    expect(page.locator(".valve:visible")).to_have_count(0)
    button(page, "Last step").click()
    assert_predictions(page, everyday.predict(everyday.trace("A cat sleeps")))
    only_unreachable(complaints)


def test_guess_before_it_plays(opened, everyday, bear):
    """About the end of the text: it opens on “river”, whose next word the next card shows."""
    page, last = opened(), len(bear.tokens) - 1
    expect(page.locator(".guess p")).to_have_text(f"What will come after {bear.tokens[last]}?")
    expect(page.locator(".bars")).to_be_hidden()
    choices = page.locator(".guess .choices button")
    expect(choices).to_have_count(4)
    first, p = everyday.predict(bear, last, k=1)[0]
    assert first in choices.all_inner_texts()
    wrong = next(word for word in choices.all_inner_texts() if word != first)
    page.get_by_role("group", name="Your guess").get_by_role("button", name=wrong, exact=True).click()
    verdict = page.locator(".verdict-line")
    says = re.compile(rf"^You: “{wrong}” \(([\d.]+) %\)\. It says “{first}” \({100 * p:.1f} %\)\.$")
    expect(verdict).to_have_text(says)
    own = says.match(verdict.inner_text())
    chances = dict(everyday.predict(bear, last, k=len(everyday.vocabulary)))
    assert float(own[1]) == pytest.approx(100 * chances[wrong], rel=0.1)
    expect(page.locator(".bars")).to_be_visible()
    expect_step(page, last)
    button(page, "Play").click()
    expect_step(page, 0)
    expect(verdict).to_be_hidden()


def test_present(tried):
    page = tried(BEAR, RIVER, UNIT, width=1920, height=1080)
    button(page, "Present").click()
    expect(page.locator(".stepper.presenting")).to_be_visible()
    size = page.locator(".says").evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1)"
    )
    assert size >= 22
    page.keyboard.press("2")
    expect(stage(page, "Store")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("PageDown")
    expect_step(page, RIVER + 1)
    page.keyboard.press("b")
    expect(page.locator(".stepper .picture")).to_be_hidden()
    page.keyboard.press("b")
    button(page, "Stop presenting").click()
    expect(page.locator(".stepper.presenting")).to_have_count(0)


def test_engine_numbers_in_the_real_browser(tried, everyday, bear):
    page = tried(BEAR, RIVER, UNIT)
    arrays = page.locator(".stepper").first.evaluate(
        "(root) => ({ C: [...root.store.data.arrays.cell_state.values], live: root.store.data.id })"
    )
    assert arrays["live"].startswith("live")
    np.testing.assert_allclose(
        np.reshape(arrays["C"], bear.cell_state.shape), bear.cell_state, atol=1e-5
    )


def test_a_stage_that_reads_by_itself_is_not_sent_what_it_computes(opened, page, settled, everyday):
    sizes = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda one: sizes.append(len(one))))
    page = alive(opened("A dog"))
    settled(page)
    whole = max(sizes)  # the arrays of one pass
    sizes.clear()
    text = "The cats run to the house"
    box(page).fill(text)
    expect(page.locator(".js-plotly-plot").first.locator(".xtick text")).to_have_count(6)
    settled(page)
    assert max(sizes) < whole / 2
    # back from another page the stage is a new one, and gets all
    page.get_by_role("link", name="Start here", exact=True).click()
    page.get_by_role("link", name="Gates", exact=True).first.click()
    trace = everyday.trace(text)
    expect_tokens(alive(page), trace.tokens)
    expect_step(page, len(trace) - 1)
    assert_predictions(page, everyday.predict(trace))
