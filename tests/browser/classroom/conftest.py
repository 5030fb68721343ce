"""One teacher and any number of phones, each in a tab of its own."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.classroom.acts import bar, code


@pytest.fixture
def tabs(open_tab, visit_in):
    """A function: a tab of its own, opened at a path; all are closed at the end."""
    with ExitStack() as stack:

        def open_path(path: str, **look) -> Page:
            page, _ = stack.enter_context(open_tab())
            return visit_in(page, path, **look)

        yield open_path


@pytest.fixture
def teacher(tabs) -> Page:
    """A teacher who has started a class."""
    page = tabs("/classroom", width=1280, height=720)
    page.get_by_role("button", name="Start a class").click()
    expect(page.locator(".class-bar .code")).to_be_visible()
    return page


@pytest.fixture
def phone(tabs, teacher):
    """A function: a phone that opens the students' link."""

    def join(path="/", **look) -> Page:
        page = tabs(f"{path}?class={code(teacher)}", width=390, height=844, **look)
        expect(bar(page)).to_contain_text(code(teacher))
        return page

    return join
