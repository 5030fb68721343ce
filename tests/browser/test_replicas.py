"""A reader's browser finds the other replica by itself, with the text that stood there."""

import pytest
from playwright.sync_api import expect

from tests.hosting.replicas import behind_nginx


@pytest.fixture
def hall(tmp_path):
    with behind_nginx(tmp_path) as hall:
        yield hall


def replica(page) -> str:
    return next(c["value"] for c in page.context.cookies() if c["name"] == "replica")


@pytest.mark.parametrize("path", ["/", "/what_if"])
def test_a_text_outlives_its_replica(hall, browser, settled, path):
    url, processes = hall
    page = browser.new_context(base_url=url).new_page()  # failed connections are no complaint here
    page.set_default_timeout(60_000)
    page.goto(path)
    settled(page)
    box = page.get_by_label("Your text", exact=True)
    box.fill("the old queen sings")
    box.press("Enter")
    drawn = page.locator("body").get_by_text("queen").first
    expect(drawn).to_be_attached()
    if path == "/":
        page.wait_for_url("**text=the*old*queen*")
    settled(page)
    first = replica(page)
    processes[first].kill()
    other = {"one": "two", "two": "one"}[first]
    with page.expect_websocket(lambda socket: True):  # the browser tries again by itself
        pass
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
    )
    settled(page)
    assert replica(page) == other
    expect(box).to_have_value("the old queen sings")
    expect(drawn).to_be_attached()
    box.fill("the old queen sings again tonight")
    box.press("Enter")
    expect(page.locator("body").get_by_text("tonight").first).to_be_attached()
    settled(page)
    expect(box).to_have_value("the old queen sings again tonight")
    page.context.close()
