"""What a first visit to the Gates page sends over the wire, by Chromium's own count.

    python -m tests.benchmarks.first_visit [--list]

Counted are all bytes of answers as they are sent (compressed, with headers) and of the websocket's messages,
until (1) the stage shows its first picture (to reach: ≤ 2.5 MB), (2) the first heat map is drawn, (3)
everything is there, the network that reads in the browser with it.
"""

import argparse
import base64
from collections import Counter

from playwright.sync_api import sync_playwright

from .browser import FIRST_DRAWN, named_browser, served

FIND = """(selector) => {
  const find = (root) => root.querySelector(selector) ??
    [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  return find(document);
}"""
PICTURE = f"() => ({FIND})('.stepper svg path')"
LIVE = f"() => ({FIND})('.live.on')"


class Count:
    """Bytes that a page has got so far, by what they are."""

    def __init__(self, page) -> None:
        self.sizes: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        wire = page.context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", self.asked)
        wire.on("Network.responseReceived", self.began)
        wire.on("Network.dataReceived", self.came)
        wire.on("Network.loadingFinished", self.ended)
        wire.on("Network.webSocketFrameReceived", self.message)
        wire.send("Network.enable")

    def asked(self, event: dict) -> None:
        self.names[event["requestId"]] = event["request"]["url"]

    def began(self, event: dict) -> None:
        self.sizes[event["requestId"]] += int(event["response"]["encodedDataLength"])  # headers

    def came(self, event: dict) -> None:
        self.sizes[event["requestId"]] += event["encodedDataLength"]

    def ended(self, event: dict) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def message(self, event: dict) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.sizes["messages"] += len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data)

    def says(self, until: str, each: bool) -> str:
        lines = [f"until {until}: {sum(self.sizes.values()) / 1e6:.2f} MB"]
        if each:
            for key, size in self.sizes.most_common(25):
                lines.append(f"  {size / 1e3:8.1f} kB  {self.names.get(key, key).rpartition('/')[2]}")
        return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="what is sent, the largest first")
    parser.add_argument("--path", default="/")
    options = parser.parse_args()
    with served("app.py") as url, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=named_browser(), args=flags)
        for _ in range(2):  # the first makes the server compress
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            count = Count(page)
            # a slow line, so that what is not needed does not slip in before: 8 Mbit/s, 60 ms
            wire = page.context.new_cdp_session(page)
            line = {"offline": False, "latency": 60, "downloadThroughput": 1e6, "uploadThroughput": 1e6}
            wire.send("Network.emulateNetworkConditions", line)
            page.goto(url + options.path, wait_until="commit")
            said = []
            for until, seen in (
                ("the stage's first picture", PICTURE),
                ("the first heat map", FIRST_DRAWN),
                ("the network reads in the browser", LIVE),
            ):
                page.wait_for_function(seen, polling="raf", timeout=120_000)
                said.append(count.says(until, options.list))
            page.context.close()
        print("\n".join(said))
        browser.close()


if __name__ == "__main__":
    main()
