"""What the class goes on after: a device that slept, a network or a server that was gone."""

from contextlib import ExitStack

from playwright.sync_api import expect

from tests.browser.classroom.acts import STAGE, bar, code, live, now, press, step_to, to_gates
from tests.browser.server import free_port, serve


def frozen(page):
    """A device that sleeps: nothing of the page runs until it is woken."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")

    def to(state: str) -> None:
        session.send("Page.setWebLifecycleState", {"state": state})

    return to


def test_a_phone_that_slept_lands_where_the_class_is(teacher, phone):
    page = phone()
    to_gates(teacher)
    live(page)
    to = frozen(page)
    to("frozen")
    for k in (1, 2, 3):
        step_to(teacher, k)
    to("active")
    now(page, "goes")
    step_to(teacher, 5)
    now(page, "the")


def test_a_teachers_laptop_that_was_closed_leads_on(teacher, phone):
    page = phone()
    to_gates(teacher)
    step_to(teacher, 2)
    now(page, "bear")
    to = frozen(teacher)
    to("frozen")
    step_to(page, 0)  # meanwhile somebody looks around
    expect(bar(page).get_by_role("button", name="On my own")).to_be_visible()
    to("active")
    step_to(teacher, 3)
    press(page, "On my own")
    now(page, "goes")


def test_a_phone_whose_network_was_gone_lands_where_the_class_is(teacher, open_tab, visit_in):
    with open_tab() as (page, seen):
        visit_in(page, f"/?class={code(teacher)}", width=390, height=844)
        expect(bar(page)).to_contain_text(code(teacher))
        to_gates(teacher)
        live(page)
        page.context.set_offline(True)
        step_to(teacher, 1)
        expect(bar(page).locator(".problem")).to_contain_text("tried again by itself")
        step_to(teacher, 3)
        page.context.set_offline(False)
        now(page, "goes")
        expect(bar(page).locator(".problem")).to_have_count(0)
        seen.clear()  # of the time without a network


def test_after_a_restart_of_the_server_the_class_goes_on(tmp_path, open_tab, visit_in):
    port = free_port()
    with ExitStack() as stack:
        with serve(tmp_path / "log.txt", port) as url:
            teacher, heard = stack.enter_context(open_tab(url))
            visit_in(teacher, "/classroom")
            teacher.get_by_role("button", name="Start a class").click()
            expect(bar(teacher).locator(".code")).to_be_visible()
            page, seen = stack.enter_context(open_tab(url))
            visit_in(page, f"/?class={code(teacher)}", ready=STAGE)
            to_gates(teacher)
            step_to(teacher, 2)
            now(page, "bear")
        expect(bar(page).locator(".problem")).to_contain_text("tried again by itself")
        with serve(tmp_path / "log.txt", port):
            expect(bar(page).locator(".problem")).to_have_count(0)
            expect(bar(teacher).locator(".problem")).to_have_count(0)
            live(teacher)
            step_to(teacher, 3)
            now(page, "goes")
            for complaints in (heard, seen):  # of the time without a server
                complaints.clear()
            stack.close()  # the tabs, before this server goes as well
