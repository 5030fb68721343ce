"""A class with one teacher and three phones at once, in a real browser."""

from playwright.sync_api import expect

from tests.browser.classroom.acts import TEXT, bar, code, live, now, press, step_to, to_gates, words


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
