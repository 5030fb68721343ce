"""Forty readers on two replicas behind nginx; one replica is killed, and nobody loses their text."""

import asyncio
from collections import Counter
from http.cookies import SimpleCookie
from urllib.request import urlopen

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.benchmarks.readers import Log, Reader

from .replicas import behind_nginx

READERS = 40
PAGE = "quiz"  # the quickest that has the reader's own text box
SECONDS = 400


class Browser:
    """What a browser keeps of its visit: the cookie, the session's name, what the widgets hold."""

    def __init__(self, url: str, number: int) -> None:
        self.url, self.text = url, f"the {number}th dog runs home"
        self.log, self.cookies, self.session, self.received = Log(), SimpleCookie(), "", b""

    def keep(self, headers: list[str]) -> None:
        for header in headers:
            self.cookies.load(header)

    @property
    def replica(self) -> str:
        return self.cookies["replica"].value

    def load(self) -> None:
        """The bare page, from which the first cookie comes."""
        with urlopen(self.url + "/", timeout=60) as answer:
            self.keep(answer.headers.get_all("set-cookie") or [])

    def connect(self):
        """The websocket, as Streamlit opens it: the session that it had is the third subprotocol."""
        return connect(
            self.url.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit", "none", *([self.session] if self.session else [])],
            additional_headers={"Cookie": f"replica={self.replica}"},
            max_size=None,
            ping_interval=None,
            open_timeout=SECONDS,
        )

    async def run(self, socket, box: str = "") -> str:
        """One run of the script with what the widgets hold; the id of the text box."""
        self.keep(socket.response.headers.get_all("set-cookie"))
        reader = Visitor(socket, PAGE, self.log)
        reader.box = box
        await reader.run(self.text if box else None)
        self.session, self.received = reader.session or self.session, reader.received
        return reader.box


class Visitor(Reader):
    """A reader who keeps what was sent, and the session's name."""

    received, session = b"", ""

    def _finished(self, message: ForwardMsg) -> bool:
        self.received += message.SerializeToString()
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id
        return super()._finished(message)


async def visit(browser: Browser, seated: asyncio.Barrier) -> None:
    """A text is read; the connection breaks; it is opened again, and what the widgets hold is sent."""
    await asyncio.to_thread(browser.load)
    async with browser.connect() as socket:
        box = await browser.run(socket)
        await browser.run(socket, box)
        assert browser.text.split()[1].encode() in browser.received
        first = browser.replica, browser.session
        await seated.wait()  # all have read: now one replica is killed
        try:
            async with asyncio.timeout(5):
                while True:
                    await socket.recv()
        except ConnectionClosed:
            pass
        except TimeoutError:  # the other replica's reader, who has noticed nothing
            await browser.run(socket, box)
            assert (browser.replica, browser.session) == first
            return
    browser.received = b""
    async with browser.connect() as socket:
        await browser.run(socket, box)
    assert browser.replica != first[0] and browser.session != first[1]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with behind_nginx(tmp_path_factory.mktemp("nginx")) as hall:
        yield hall


def test_the_readers_of_a_killed_replica_come_to_the_other_with_their_text(hall):
    url, processes = hall
    browsers = [Browser(url, 100 + n) for n in range(READERS)]
    before: Counter[str] = Counter()

    async def lecture() -> None:
        seated = asyncio.Barrier(READERS + 1)

        async def accident() -> None:
            await seated.wait()
            before.update(browser.replica for browser in browsers)
            processes["one"].kill()

        async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as group:
            for task in (accident(), *(visit(browser, seated) for browser in browsers)):
                group.create_task(task)

    asyncio.run(lecture())
    assert min(before["one"], before["two"]) >= READERS // 4  # both had readers
    for browser in browsers:
        assert browser.replica == "two" and not browser.log.exceptions
        assert browser.text.split()[1].encode() in browser.received  # the text, in what the page shows


def test_what_never_changes_comes_from_any_replica_and_without_a_cookie(hall):
    url, _ = hall
    with urlopen(url + "/", timeout=60) as page:
        script = page.read().decode().partition("static/js/")[2].partition('"')[0]
    with urlopen(f"{url}/static/js/{script}", timeout=60) as answer:
        assert "immutable" in answer.headers["cache-control"] and "set-cookie" not in answer.headers
