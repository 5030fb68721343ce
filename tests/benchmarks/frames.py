"""The Gates page while the network runs in the browser: what a key, a dragged valve and a step cost a frame.

    python -m tests.benchmarks.frames

Says (1) work and layout of a frame at a key in a text of 12 words (to reach: median ≤ 16 ms, 95 % ≤ 33 ms)
and of 120 words (≤ 50 ms), and at a dragged valve (≤ 16 ms), measured inside the page from the event to
the end of the frame that redraws, and the mean processor time of the page's thread, which a busy machine
doesn't change; (2) how many messages the page sends over its websocket while one types, drags, steps and
plays (to reach: 0) and after the pause (1).
"""

import os
import time
from collections.abc import Callable

import numpy as np
from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.benchmarks.browser import named_browser, served

CHANGES, DRAGS = 120, 120
SHORT = "the dogs that live near the old house in the village run"
LONG = " ".join([SHORT] * 10)
LETTERS = "walks home"

# on a slow machine the frames are longer than the pause after which the server hears: its charts are no frame's work
MUTE = "() => { WebSocket.prototype.send = () => {}; }"

# Changes a field of the stage once a frame. Work: the event's own and all that it left for the frame, with
# the layout and without the waiting between; frame: from one to the next.
CHANGING = """([label, values]) => new Promise((resolve) => {
  const found = (root) => root.querySelector(`[aria-label="${label}"]`) ??
    [...root.querySelectorAll('*')].map((e) => e.shadowRoot && found(e.shadowRoot)).find(Boolean);
  const field = found(document), work = [], frames = [];
  let last = performance.now();
  const change = (now) => {
    frames.push(now - last);
    last = now;
    if (work.length === values.length) return resolve({work, frames: frames.slice(1)});
    const before = performance.now();
    let inFrame;
    requestAnimationFrame(() => (inFrame = performance.now())); // the first of the frame that redraws
    field.value = values[work.length];
    field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    const own = performance.now() - before;
    requestAnimationFrame((next) => { // its last
      document.body.offsetHeight;
      work.push(own + performance.now() - inFrame);
      requestAnimationFrame(change);
    });
  };
  field.focus();
  requestAnimationFrame(change);
})"""


def opened(page: Page, url: str, text: str, query: str = "") -> None:
    """The Gates page with this text, its heat maps drawn and its weights there."""
    page.goto(f"{url}/?text={text.replace(' ', '+')}{query}")
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .hm image').length === 6")
    page.locator(".live.on").wait_for()
    page.wait_for_timeout(2000)


def processor_ms(watcher: CDPSession) -> float:
    """What the page's thread has spent on scripts, styles and layout so far, in ms of processor time."""
    metrics = watcher.send("Performance.getMetrics")["metrics"]
    spent = {metric["name"]: metric["value"] for metric in metrics}
    return 1e3 * sum(spent[f"{kind}Duration"] for kind in ("Script", "RecalcStyle", "Layout"))


def changed(
    page: Page, watcher: CDPSession, name: str, label: str, values: list[str], limits: str
) -> None:
    """Change a field of the stage once a frame and say what it cost."""
    page.evaluate(MUTE)
    page.evaluate(CHANGING, [label, values[:20]])
    before = processor_ms(watcher)
    work = page.evaluate(CHANGING, [label, values])["work"]
    own = (processor_ms(watcher) - before) / len(values)
    median, most = np.median(work), np.percentile(work, 95)
    print(
        f"{name}: median {median:.1f} ms, 95 % ≤ {most:.1f} ms (to reach: {limits}), processor {own:.1f} ms"
    )


def keys(text: str, count: int) -> list[str]:
    """The text after each of so many keys at its end: letters come, and go again."""
    ends = [LETTERS[:k] for k in (*range(1, len(LETTERS) + 1), *range(len(LETTERS) - 1, -1, -1))]
    return [f"{text} {ends[k % len(ends)]}" for k in range(count)]


def sent_while(page: Page, sent: list, name: str, do: Callable[[], object], pause: bool) -> None:
    """Say how many messages the page sends while this is done, and after the pause."""
    sent.clear()
    do()
    during = len(sent)
    page.wait_for_timeout(2500)
    after = f", after the pause {len(sent) - during} (to reach: 1)" if pause else ""
    print(f"messages while {name}: {during} (to reach: 0){after}")


def play(page: Page) -> None:
    page.get_by_label("Speed", exact=True).select_option("8×")
    page.get_by_role("button", name="First step", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).wait_for()  # at the end it is Play again


def step(page: Page) -> None:
    for name in ("First step", *["Next step"] * 8, "Previous step"):
        page.get_by_role("button", name=name, exact=True).click()


def drag(page: Page) -> None:
    """The forget gate's valve, by the mouse, there and back."""
    valve = page.get_by_label("Forget gate of ").first
    valve.scroll_into_view_if_needed()
    box = valve.bounding_box()
    assert box
    x, y = box["x"], box["y"] + box["height"] / 2
    page.mouse.move(x + box["width"] / 2, y)
    page.mouse.down()
    for share in (*range(50, 90, 4), *range(90, 10, -4)):
        page.mouse.move(x + box["width"] * share / 100, y)
    page.mouse.up()


def write(page: Page) -> None:
    page.get_by_label("Your text", exact=True).focus()
    page.keyboard.press("End")
    for key in " and sleeps":
        page.keyboard.type(key)


def main():
    print("load of the machine: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))
    with served("app.py") as app, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=named_browser(), args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(180_000)  # a busy machine is no failure
        sent: list[float] = []
        page.on(
            "websocket", lambda one: one.on("framesent", lambda frame: sent.append(time.monotonic()))
        )
        watcher = page.context.new_cdp_session(page)
        watcher.send("Performance.enable", {"timeDomain": "threadTicks"})
        for text, limits in ((SHORT, "≤ 16, ≤ 33 ms"), (LONG, "≤ 50 ms")):
            T = len(text.split())
            opened(page, app, text, f"&t={T}")
            name = f"a key in a text of {T} words"
            changed(page, watcher, name, "Your text", keys(text, CHANGES), limits)
            page.wait_for_timeout(1500)
            opened(page, app, text, f"&t={T // 2}&unit=126")
            for units in ("one", "all"):
                page.get_by_label("Which units", exact=True).select_option(units)
                for steps in ("here", "all"):
                    page.get_by_label("At which words", exact=True).select_option(steps)
                    label = "Forget gate of " + ("unit 126" if units == "one" else "all units")
                    values = [str(50 + round(45 * np.sin(k / 9))) for k in range(DRAGS)]
                    name = f"a dragged valve, {T} words, {units} unit(s), {steps} step(s)"
                    changed(page, watcher, name, label, values, "≤ 16 ms")
        opened(page, app, SHORT, "&t=5&unit=126")
        for name, do, pause in (
            ("typing", write, True),
            ("dragging", drag, True),
            ("stepping", step, False),
            ("playing", play, False),
        ):
            sent_while(page, sent, name, lambda do=do: do(page), pause)
        browser.close()
    print("load of the machine: {:.1f} {:.1f} {:.1f}".format(*os.getloadavg()))


if __name__ == "__main__":
    main()
