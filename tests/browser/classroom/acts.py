"""What teachers and students do and see, for the tests of a class."""

from playwright.sync_api import Page, expect

TEXT = "The queen lives in the palace with"
STAGE = ".stepper .chip.now"


def bar(page: Page):
    return page.locator(".class-bar")


def press(page: Page, name: str):
    bar(page).get_by_role("button", name=name, exact=True).click()


def code(teacher: Page) -> str:
    return bar(teacher).locator(".code").inner_text()


def words(page: Page, text: str):
    """The stage's words are those of this text."""
    expect(page.locator(".stepper .chip")).to_have_count(len(text.split()))
    expect(page.get_by_role("textbox", name="Your text")).to_have_value(text)


def live(page: Page):
    """The network is in the browser."""
    expect(page.locator(".stepper .live")).to_contain_text("live")


def to_gates(page: Page):
    page.get_by_role("link", name="Gates").first.click()
    page.locator(STAGE).wait_for()
    live(page)


def now(page: Page, word: str):
    expect(page.locator(STAGE)).to_contain_text(word)


def step_to(page: Page, k: int):
    page.locator(".stepper .chip").nth(k).click()
