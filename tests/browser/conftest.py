"""Fixtures to use the real app in a real browser.

A test asks for `visit` and gets an opened page, ready to be used:

    def test_play(visit, no_axe_violations):
        page = visit("/", width=390, scheme="dark")  # waits until the page stands still
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
        no_axe_violations(page)

- `visit(path="/", *, width=1440, height=900, scheme="light", ready=None, reduced_motion=None)` gives
  the page. `ready` is a CSS selector to wait for besides (".stepper .chip.now" where a page has the
  stepper). A test may call it more than once: it is the same tab.
- `page`: the tab itself, before it has been sent anywhere (to listen to events from the start).
- `settled(page)`: wait until Streamlit has finished the rerun that is under way.
- `no_axe_violations(page)`: fails with axe-core's list of what is wrong.
- `app_url`: where the app answers, without a slash at the end.
- `complaints`: what the page complained about so far (list of strings).
- `serve(log)` in server.py: a server of a test's own; `open_tab(url)` opens a tab there.
- `look_at(path, …)`: as `visit`, for tests that only look, or leave the page as it was. Loading a page
  takes seconds: a module's tests share one tab for each path, and size, colour scheme and motion are
  changed on the page that stands there.
- `open_tab()` and `visit_in(page, …)`: to share a page in another way.

A test fails, without asking for it, on any uncaught error or console error of the page and on any
request to another host. One server and one browser serve the whole session; every test gets a fresh
context (own cookies, own session). CHROMIUM names the browser; else the system's Chromium or Chrome,
else Playwright's own. Without any browser the tests fail: they are never skipped.
"""

import os
import shutil
from contextlib import ExitStack, contextmanager
from functools import partial
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.server import serve

# the first has no windows of its own to draw, which saves a fifth of the work
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WAIT_MS = 60_000  # a slow or busy machine is no failure
expect.set_options(timeout=WAIT_MS)

# the script has run to its end, and nothing on the page waits for an update
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true]');
}"""

# the page has taken on this width and scheme: the background is light or dark, every chart fills its place
FOLLOWED = """([width, scheme]) => {
  const app = document.querySelector('[data-testid=stApp]');
  const channels = getComputedStyle(app).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number);
  const seen = channels[0] + channels[1] + channels[2] > 382 ? 'light' : 'dark';
  const charts = [...document.querySelectorAll('.js-plotly-plot')].filter((chart) => chart.offsetParent);
  return innerWidth === width && seen === scheme && charts.every((chart) =>
    Math.abs(chart._fullLayout?.width - chart.clientWidth) < 1.5);
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# what a rerun had greyed out has its full colour again
CLEAR = """() => [...document.querySelectorAll('[data-testid=stElementContainer]')]
  .every(node => getComputedStyle(node).opacity === '1')"""

# no colour is on its way to another; what turns for ever does not count
STILL = """() => document.getAnimations().every(animation =>
  animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)"""


@pytest.fixture(scope="session")
def app_url(tmp_path_factory):
    """Address of the app, for the whole session."""
    with serve(tmp_path_factory.mktemp("app") / "log.txt") as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    """Chromium, for the whole session."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=named, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_tab(browser, app_url):
    """A context manager: a fresh tab with its complaints, which must be none at the end.

    It takes the address of another server than the session's.
    """

    @contextmanager
    def tab(url=app_url):
        own, complaints = urlsplit(url).netloc, []
        context = browser.new_context(base_url=url, accept_downloads=True)
        context.set_default_timeout(WAIT_MS)

        def on_request(request):
            url = urlsplit(request.url)
            if url.scheme in ("http", "https") and url.netloc != own:
                complaints.append(f"request to another host: {request.url}")

        def on_socket(socket):
            if urlsplit(socket.url).netloc != own:
                complaints.append(f"websocket to another host: {socket.url}")

        def on_console(message):
            # opened by a deep link, Streamlit first looks for itself below the page's own address
            if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
                complaints.append(f"console: {message.text} {message.location}")

        context.on("request", on_request)
        context.on("console", on_console)
        context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
        page = context.new_page()
        page.on("websocket", on_socket)
        try:
            yield page, complaints
        finally:
            context.close()
        assert not complaints, "\n".join(complaints)

    return tab


@pytest.fixture
def tab(open_tab):
    """A fresh tab and what its page complained about."""
    with open_tab() as tab:
        yield tab


@pytest.fixture
def page(tab) -> Page:
    """A fresh tab that watches for errors and for requests to other hosts."""
    return tab[0]


@pytest.fixture
def complaints(tab) -> list[str]:
    """What the page complained about; anything here at the end fails the test."""
    return tab[1]


@pytest.fixture(scope="session")
def settled():
    """A function: wait until the rerun under way is done."""

    def wait(page: Page):
        page.wait_for_function(SETTLED)

    return wait


@pytest.fixture(scope="session")
def visit_in(settled):
    """A function: `visit` for a given tab, for tests that share one."""

    def open_path(
        page, path="/", *, width=1440, height=900, scheme="light", ready=None, reduced_motion=None
    ) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion=reduced_motion)
        page.goto(path, wait_until="commit")
        page.locator("h1").first.wait_for()
        settled(page)
        if ready:
            page.locator(ready).first.wait_for()
        return page

    return open_path


@pytest.fixture
def visit(page, visit_in):
    """A function: open a path of the app and wait until it stands still; returns the page."""
    return partial(visit_in, page)


@pytest.fixture(scope="session")
def seen_at(settled):
    """A function: look at a page that stands there at another size, in another scheme, from its top."""

    def look(page, *, width=1440, height=900, scheme="light", reduced_motion=None) -> Page:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion=reduced_motion or "no-preference")
        page.evaluate(TWO_FRAMES)  # who observes a size has heard of it
        page.wait_for_function(FOLLOWED, arg=[width, scheme])
        settled(page)
        page.mouse.move(0, 0)  # points at nothing
        page.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, 0)")
        page.evaluate(TWO_FRAMES)
        return page

    return look


@pytest.fixture(scope="module")
def module_tabs(open_tab):
    """The tabs that a module's tests share, by path: a function that opens one, and those that are open."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(open_tab()), {}


@pytest.fixture
def look_at(module_tabs, visit_in, seen_at):
    """A function: `visit` for tests that only look; a path is loaded once for the module's tests."""
    open_one, tabs = module_tabs

    def open_path(path="/", *, ready=None, **look) -> Page:
        if path not in tabs:
            page, complaints = open_one()
            tabs[path] = visit_in(page, path, ready=ready, **look), complaints
        return seen_at(tabs[path][0], **look)

    yield open_path
    said = [complaint for _, complaints in tabs.values() for complaint in complaints]
    for _, complaints in tabs.values():
        complaints.clear()  # the next test is not to blame
    assert not said, "\n".join(said)


@pytest.fixture(scope="session")
def no_axe_violations():
    """A function: fail where axe-core finds the page hard to use for someone."""
    axe = Axe()
    # Streamlit's own menu on small screens, in which lists hold what lists must not hold
    context = {"exclude": [["[data-testid=stSidebarNavItems]"]]}

    def check(page: Page):
        page.wait_for_function(STILL)
        violations = axe.run(page, context).response["violations"]
        report = []
        for violation in violations:
            report.append(f"{violation['id']} ({violation['impact']}): {violation['help']}")
            report += [
                f"  {node['html'][:300]}\n  {node['failureSummary']}" for node in violation["nodes"]
            ]
        assert not violations, "\n".join(report)

    return check
