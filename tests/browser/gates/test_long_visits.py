"""What a visit goes through: a server that is started anew, a second window."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold
from tests.browser.conftest import WAIT_MS
from tests.browser.gates.page import (
    BEAR,
    READY,
    RIVER,
    UNIT,
    alive,
    assert_predictions,
    box,
    button,
    card,
    expect_charts_of,
    expect_step,
    expect_tokens,
    valve,
)
from tests.browser.server import free_port, serve

AWAY = "The server is away"
CAT = "a cat sleeps in the house"


def hold_all_shut(page: Page, t: int):
    page.locator(f'.chip[data-t="{t}"]').click()
    page.get_by_label("Which units", exact=True).select_option("all units")
    page.get_by_label("Forget gate of all units", exact=True).fill("0")


def held(model, text: str, t: int):
    return intervention.repeat(model, model.trace(text), [Hold("forget", 0, None, (t,))])


def test_a_tab_left_open_over_a_restart_of_the_server_goes_on(tmp_path, open_tab, visit_in, everyday):
    port = free_port()
    with ExitStack() as stack:
        with serve(tmp_path / "log.txt", port) as url:
            page, seen = stack.enter_context(open_tab(url))
            alive(visit_in(page, f"/?text=A+dog&unit={UNIT}", ready=READY))
        # nobody serves now: one types, steps and holds
        box(page).fill(CAT)
        expect_tokens(page, CAT.split())
        assert_predictions(page, everyday.predict(everyday.trace(CAT)))
        button(page, "Previous step").click()
        expect_step(page, 4)
        hold_all_shut(page, 2)
        expect(page).to_have_url(re.compile("hold=forget%3D0"))
        with serve(tmp_path / "log.txt", port):
            # the new server hears of what was typed meanwhile; the browser asks for it once a minute at least
            expect_charts_of(page, CAT.split(), 2 * WAIT_MS)
            expect(page.locator(".notice")).not_to_contain_text(AWAY)
            expect(box(page)).to_have_value(CAT)
            expected = held(everyday, CAT, 2)
            expect_step(page, 2)
            assert card(page, "C_t") == pytest.approx(float(expected.cell_state[2, UNIT]), abs=0.005001)
            button(page, "Last step").click()
            assert_predictions(page, everyday.predict(expected))
            button(page, "Reset").click()
            assert_predictions(page, everyday.predict(everyday.trace(CAT)))
            box(page).fill("the dog")
            expect_tokens(page, ["the", "dog"])
            expect_charts_of(page, ["the", "dog"])
            seen.clear()  # of the time without a server
            stack.close()  # the tab, before this server goes as well


def test_streamlit_s_dialog_about_a_lost_server_does_not_stand_in_the_way(
    tmp_path, open_tab, visit_in, everyday
):
    with ExitStack() as stack:
        with serve(tmp_path / "log.txt") as url:
            page, seen = stack.enter_context(open_tab(url))
            alive(visit_in(page, "/?text=A+dog", ready=READY))
        expect(page.locator(".notice")).to_contain_text(AWAY)
        expect(page.get_by_role("dialog")).to_have_count(0)
        button(page, "Next step").click()
        expect_step(page, 1)
        box(page).fill(CAT)
        assert_predictions(page, everyday.predict(everyday.trace(CAT)))
        seen.clear()  # of the time without a server


def test_two_windows_do_not_disturb_each_other(opened, visit_in, everyday):
    first = alive(opened("A dog"))
    query = f"/?text={BEAR.replace(' ', '+')}&unit={UNIT}"
    second = alive(visit_in(first.context.new_page(), query, ready=READY))
    hold_all_shut(second, RIVER)
    box(first).fill(CAT)
    expect_charts_of(first, CAT.split())
    expected = held(everyday, BEAR, RIVER)
    expect_charts_of(second, expected.tokens)
    expect_step(second, RIVER)
    assert card(second, "C_t") == pytest.approx(float(expected.cell_state[RIVER, UNIT]), abs=0.005001)
    button(second, "Last step").click()
    assert_predictions(second, everyday.predict(expected))
    expect_tokens(first, CAT.split())
    assert_predictions(first, everyday.predict(everyday.trace(CAT)))
    expect(button(first, "Reset")).to_be_disabled()
    first.reload()
    alive(first)
    expect_tokens(first, CAT.split())
    expect_tokens(second, expected.tokens)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1440, "dark")])
def test_everyone_can_use_held_gates_and_swaps(tried, no_axe_violations, width, scheme):
    page = tried(BEAR, RIVER, UNIT, width=width, height=844, scheme=scheme)
    valve(page, "Forget").fill("0")
    valve(page, "Output").fill("100")
    button(page, "Swap “river”").click()
    expect(page.locator(".swap .offers button").first).to_be_visible()
    for selector in ("html", "[data-testid=stMain]"):
        assert page.locator(selector).evaluate("e => e.scrollWidth <= e.clientWidth"), selector
    no_axe_violations(page)
    page.locator(".swap .offers button").first.click()
    expect(button(page, "Stop comparing")).to_be_visible()
    no_axe_violations(page)
