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
- `open_tab()` and `visit_in(page, …)`: to share one page among tests that only look. Loading a page
  takes seconds: a module's fixture may do `with open_tab() as (page, _): yield visit_in(page, "/…")`.

A test fails, without asking for it, on any uncaught error or console error of the page and on any
request to another host. One server and one browser serve all tests of a worker. Every test gets a tab
without cookies and storage; what the browser keeps of Streamlit's and the app's own files stays from test
to test, which saves seconds each: `@pytest.mark.fresh_browser` gives a test a cache of its own. CHROMIUM
names the browser; else the system's Chromium or Chrome, else Playwright's own. Without any browser the
tests fail: they are never skipped.
"""

import os
import shutil
from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.browser.server import serve

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
STORAGE = "cookies,file_systems,indexeddb,local_storage,service_workers,websql"
WAIT_MS = 60_000  # a slow or busy machine is no failure
expect.set_options(timeout=WAIT_MS)

# the script has run to its end, and nothing on the page waits for an update
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-stale=true]');
}"""

# no colour is on its way to another; what turns for ever does not count
STILL = """() => document.getAnimations().every(animation =>
  animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """A file's tests stay in one worker: they may share a page. They come first, as they take longest."""
    own = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(own):
            item.add_marker(pytest.mark.xdist_group(f"browser {item.path.relative_to(own)}"))
    items.sort(key=lambda item: not item.path.is_relative_to(own))


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
def contexts(browser):
    """By address, contexts that a test has left: their caches are warm, all else in them is gone."""
    return defaultdict(list)


def emptied(page: Page, url: str) -> BrowserContext:
    """The context of a page, without its pages, cookies and storage."""
    context = page.context
    session = context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": STORAGE})
    context.set_offline(False)
    context.clear_permissions()
    for open_page in context.pages:
        open_page.close()
    return context


@pytest.fixture(scope="session")
def open_tab(browser, app_url, contexts):
    """A context manager: a tab like new with its complaints, which must be none at the end.

    It takes the address of another server than the session's, and whether the browser's cache is new too.
    """

    @contextmanager
    def tab(url=app_url, fresh=False):
        own, complaints = urlsplit(url).netloc, []
        if fresh or not contexts[url]:
            context = browser.new_context(base_url=url, accept_downloads=True)
            context.set_default_timeout(WAIT_MS)
        else:
            context = contexts[url].pop()

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

        def on_error(error):
            complaints.append(f"uncaught: {error.error}")

        heard = {"request": on_request, "console": on_console, "weberror": on_error}
        for event, listener in heard.items():
            context.on(event, listener)
        page = context.new_page()
        page.on("websocket", on_socket)
        try:
            yield page, complaints
        except BaseException:
            context.close()
            raise
        assert not complaints, "\n".join(complaints)
        for event, listener in heard.items():
            context.remove_listener(event, listener)
        contexts[url].append(emptied(page, url))

    return tab


@pytest.fixture
def tab(open_tab, request):
    """A fresh tab and what its page complained about."""
    with open_tab(fresh=request.node.get_closest_marker("fresh_browser") is not None) as tab:
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
