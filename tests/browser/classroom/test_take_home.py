"""What a teacher takes home: a line from a student, the results, a worksheet that prints with nothing cut."""

import re

from playwright.sync_api import expect

from tests.browser.classroom.acts import TEXT, bar, press, to_gates

PAPER_MM = {"A4": (210, 297), "Letter": (215.9, 279.4)}
MARGINS_MM = (15, 16)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def cut(page, paper: str) -> list[str]:
    """What is wider than the paper, or higher than one page of it."""
    wide, high = (size - 2 * margin for size, margin in zip(PAPER_MM[paper], MARGINS_MM, strict=True))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int(wide * 96 / 25.4), "height": int(high * 96 / 25.4)})
    return page.evaluate(
        """high => [...document.querySelectorAll('body *')].filter(e => {
          const at = e.getBoundingClientRect();
          return at.right > innerWidth + 1 || at.left < -1 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth
            || (e.matches('tr, section:not(.long)') && at.height > high);
        }).map(e => e.outerHTML.slice(0, 200))""",
        high * 96 / 25.4,
    )


def test_the_worksheet_and_the_results_print_with_nothing_cut(teacher, phone):
    page = phone("/classroom")
    to_gates(teacher)
    teacher.get_by_role("textbox", name="Your text").fill(f"{TEXT} {'w' * 60} {'and a cat ' * 9}")
    expect(teacher.locator(".stepper .chip")).to_have_count(35)
    teacher.goto("/classroom")
    press(teacher, "Ask")
    press(teacher, "12 questions, before")
    press(teacher, "Close the form")
    teacher.on("dialog", lambda dialog: dialog.accept())
    press(teacher, "End")
    line = bar(page).get_by_label("One line to your teacher, without your name")
    line.fill("<b>the bear</b> " + "x" * 200)
    line.press("Enter")
    expect(bar(page)).to_contain_text("your teacher has your line")
    desk = teacher.locator(".desk")
    expect(desk).to_contain_text("1 line to you")
    with teacher.expect_download() as download:
        desk.get_by_role("button", name="Results as CSV").click()
    assert "<b>the bear</b>" in download.value.path().read_text("utf-8")
    for name, pages in (("Worksheet to print", 2), ("Results to print", None)):
        with teacher.expect_popup() as popup:
            desk.get_by_role("button", name=name).click()
        shown = popup.value
        shown.locator("h1").first.wait_for()
        for paper in PAPER_MM:
            assert cut(shown, paper) == []
            pdf = shown.pdf(format=paper, prefer_css_page_size=False)
            assert pages is None or pages_of(pdf) == pages
