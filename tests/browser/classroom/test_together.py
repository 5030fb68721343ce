"""A class with one teacher and three phones at once, in a real browser."""

from contextlib import ExitStack

from playwright.sync_api import expect

from tests.browser.classroom.acts import (
    STAGE,
    TEXT,
    bar,
    code,
    live,
    now,
    press,
    step_to,
    to_gates,
    words,
)
from tests.browser.server import free_port, serve


def test_who_follows_stands_where_the_teacher_stands_and_keeps_what_they_had(teacher, phone):
    first, second = phone(), phone()
    live(first)
    own = "My own text about a small cat"
    press(first, "Following")
    first.get_by_role("textbox", name="Your text").fill(own)
    press(first, "On my own")
    to_gates(teacher)
    teacher.get_by_role("textbox", name="Your text").fill(TEXT)
    step_to(teacher, 2)
    for page in (first, second):
        words(page, TEXT)
        now(page, "lives")
    # late, on another page, and in the dark: lands where the class is
    third = phone("/words", scheme="dark")
    words(third, TEXT)
    now(third, "lives")
    teacher.get_by_role("button", name="Units", exact=True).click()
    expect(third.get_by_role("button", name="Units", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    press(first, "Following")  # leaves
    words(first, own)
    step_to(teacher, 4)
    now(second, "the")
    words(first, own)
    press(first, "On my own")  # returns
    words(first, TEXT)
    now(first, "the")
    step_to(second, 0)  # who plays with it is on their own
    expect(bar(second).get_by_role("button", name="On my own")).to_be_visible()
    step_to(teacher, 3)
    now(first, "in")
    now(second, "the")
    expect(bar(teacher).locator(".here")).to_have_text("3 here")


def test_the_class_votes_twice_before_the_answer(teacher, phone, no_axe_violations):
    phones = [phone(), phone(), phone(scheme="dark")]
    to_gates(teacher)
    press(teacher, "Ask")
    ask = bar(teacher)
    ask.get_by_label("Question", exact=True).fill("Which gate <b>erases</b>?")
    for k, option in enumerate(("forget", "input", "output")):
        ask.get_by_label(f"Option {k + 1}", exact=True).fill(option)
    ask.get_by_label("Option 1 is right").check()
    no_axe_violations(teacher)
    press(teacher, "Ask it")
    for page, choice in zip(phones, ("input", "input", "forget"), strict=True):
        expect(bar(page).get_by_role("heading", name="Which gate <b>erases</b>?")).to_be_visible()
        press(page, choice)
        expect(bar(page)).to_contain_text("Your vote is in.")
    expect(bar(teacher)).to_contain_text("3 of 3 have voted")
    phones[0].reload()  # the same member: nothing is counted twice
    expect(bar(phones[0]).get_by_role("button", name="input")).to_have_attribute("aria-pressed", "true")
    expect(bar(phones[1]).locator(".tally")).to_have_count(0)
    press(teacher, "Close the vote")
    for page in (teacher, *phones):
        expect(bar(page).locator(".tally")).to_have_text(
            ["before: 1 of 3", "before: 2 of 3", "before: 0 of 3"]
        )
        expect(bar(page)).not_to_contain_text("✓ right")
    no_axe_violations(phones[2])
    press(teacher, "Second vote")
    for page in phones:
        press(page, "forget")
    expect(bar(teacher)).to_contain_text("3 of 3 have voted")
    press(teacher, "Close the vote")
    press(teacher, "Reveal")
    for page in (teacher, *phones):
        expect(bar(page).locator("li.right .tally")).to_have_text(["before: 1 of 3", "after: 3 of 3"])
        expect(bar(page).locator("li.right")).to_contain_text("✓ right")
    for page in (teacher, phones[0], phones[2]):
        no_axe_violations(page)


def test_the_next_word_is_covered_until_the_class_has_voted(teacher, phone):
    to_gates(teacher)
    step_to(teacher, 3)
    press(teacher, "Ask")
    press(teacher, "What will come next?")
    page = phone()  # who comes late finds it covered
    choices = bar(page).locator("button.choice")
    expect(choices.first).to_be_visible()
    for view in (teacher, page):
        expect(view.locator(".stepper .guess")).to_be_visible()
        expect(view.locator(".stepper .guess .choices")).to_be_hidden()
        expect(view.locator(".stepper .next .bars")).to_be_hidden()  # nor what the network expects
    choices.first.click()
    press(teacher, "Close the vote")
    press(teacher, "Reveal")
    for view in (teacher, page):
        expect(bar(view)).to_contain_text("The network says")
        expect(view.locator(".stepper .guess")).to_be_hidden()
        expect(view.locator(".stepper .next .bars")).to_be_visible()


def test_a_question_of_the_page_shows_the_teacher_which_belief_the_room_has(teacher, phone):
    page = phone()
    to_gates(teacher)
    press(teacher, "Ask")
    press(teacher, "1 keeps")
    bar(page).locator("button.choice").first.click()
    expect(bar(teacher)).to_contain_text("1 of 1 have voted")
    expect(bar(teacher)).not_to_contain_text("believes")
    press(teacher, "Close the vote")
    expect(bar(teacher).get_by_text("believes: a forget gate near 1 forgets")).to_be_visible()
    expect(bar(page)).not_to_contain_text("believes")


def test_a_second_view_of_the_teacher_stays_in_step(teacher, tabs, phone):
    secret = teacher.evaluate("JSON.parse(localStorage.getItem('lstm-viz-class')).secret")
    second = tabs(f"/classroom?class={code(teacher)}#lead={secret}", width=1280, height=720)
    expect(bar(second).get_by_role("button", name="Follow me")).to_be_visible()
    assert "lead" not in second.url
    page = phone()
    to_gates(teacher)
    to_gates(second)  # the desk itself is not moved
    step_to(second, 6)
    for view in (teacher, page):
        now(view, "river")
    step_to(teacher, 2)
    for view in (second, page):
        now(view, "bear")


def test_the_secret_link_leads_from_any_page(teacher, tabs):
    """Gates writes its choices into the address as it opens."""
    secret = teacher.evaluate("JSON.parse(localStorage.getItem('lstm-viz-class')).secret")
    second = tabs(f"/gates?class={code(teacher)}#lead={secret}", width=1280, height=720)
    expect(bar(second).get_by_role("button", name="Follow me")).to_be_visible()
    assert "lead" not in second.url and secret not in second.url


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


def test_the_end_is_said(teacher, phone):
    page = phone()
    teacher.on("dialog", lambda dialog: dialog.accept())
    press(teacher, "End")
    expect(bar(page)).to_contain_text("The class is over.")


def test_a_wrong_code_is_said(visit, complaints, no_axe_violations):
    page = visit("/classroom", width=390, scheme="dark")
    page.get_by_label("Code of the class").fill("bbbb")
    page.get_by_role("button", name="Join").click()
    expect(page.locator(".desk .problem")).to_contain_text("No class has this code")
    no_axe_violations(page)
    assert "404" in complaints.pop()


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
