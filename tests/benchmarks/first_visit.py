"""What a first visit to the Gates page sends over the wire.

    python -m tests.benchmarks.first_visit [--list] [--path words]

A relay between Chromium and the server counts every byte that comes back: files, headers, the websocket's
messages, all as they are sent. Printed: megabytes until (1) the stage shows its first picture (to reach:
≤ 2.5 MB), (2) the first heat map is drawn (≤ 2.5 MB), (3) the network reads in the browser. With
`--list` the files by size, as Chromium has them (`encodedDataLength`), the largest first. The line is held
to 8 Mbit/s with 60 ms, so that what is not needed does not slip in before.
"""

import argparse
import socket
from collections import Counter
from contextlib import contextmanager
from threading import Lock, Thread

from playwright.sync_api import sync_playwright

from .browser import named_browser, served

# of each moment, what is there then
MOMENTS = {
    "the stage's first picture": ".stepper .chip.now",
    "the first heat map": ".js-plotly-plot .hm image",
    "the network reads in the browser": ".live.on",
}


class Relay:
    """Passes on whatever comes, and counts what comes back."""

    def __init__(self, port: int) -> None:
        self.behind, self.received, self.lock = port, 0, Lock()
        self.front = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.front.getsockname()[1]}"
        Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                browser, _ = self.front.accept()
            except OSError:  # closed
                return
            server = socket.create_connection(("127.0.0.1", self.behind))
            Thread(target=self._pass, args=(browser, server, False), daemon=True).start()
            Thread(target=self._pass, args=(server, browser, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        try:
            while data := source.recv(65536):
                if counts:
                    with self.lock:
                        self.received += len(data)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:  # one side has gone
            target.close()


@contextmanager
def relayed(url: str):
    """A relay in front of a server."""
    relay = Relay(int(url.rpartition(":")[2]))
    yield relay
    relay.front.close()


class Files:
    """Bytes of each file that a page has got so far."""

    def __init__(self, page) -> None:
        self.sizes: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.wire = page.context.new_cdp_session(page)
        self.wire.on("Network.requestWillBeSent", self._asked)
        self.wire.on("Network.dataReceived", self._came)
        self.wire.on("Network.loadingFinished", self._ended)
        self.wire.send("Network.enable")

    def _asked(self, event: dict) -> None:
        self.names[event["requestId"]] = event["request"]["url"]

    def _came(self, event: dict) -> None:
        self.sizes[event["requestId"]] += event["encodedDataLength"]

    def _ended(self, event: dict) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def lines(self) -> list[str]:
        each = ((size, self.names.get(key, "").rpartition("/")[2]) for key, size in self.sizes.items())
        return [f"  {size / 1e3:8.1f} kB  {name}" for size, name in sorted(each, reverse=True)[:20]]


def visit(browser, relay: Relay, path: str, each: bool) -> list[str]:
    """What was sent until each moment."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    files, before, said = Files(page), relay.received, []
    line = {"offline": False, "latency": 60, "downloadThroughput": 1e6, "uploadThroughput": 1e6}
    files.wire.send("Network.emulateNetworkConditions", line)
    page.goto(f"{relay.url}/{path}", wait_until="commit")
    for until, seen in MOMENTS.items():
        page.locator(seen).first.wait_for(state="attached", timeout=240_000)
        said.append(f"until {until}: {(relay.received - before) / 1e6:.2f} MB")
        said += files.lines() if each else []
    page.context.close()
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="the files by size")
    parser.add_argument("--path", default="", help="after the address's slash")
    options = parser.parse_args()
    flags = ["--no-sandbox", "--disable-background-networking"]
    with served("app.py") as url, relayed(url) as relay, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named_browser(), args=flags)
        print(*visit(browser, relay, options.path, options.list), sep="\n")
        browser.close()


if __name__ == "__main__":
    main()
