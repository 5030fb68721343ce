"""The Gates page in Chromium against a bare Streamlit page with six heat maps of the same size.

    python -m tests.benchmarks.browser

Says (1) the time from opening the page to its first heat map (to reach: ≤ 1.25 × the bare page), (2) the
time from Enter on a new text to all six heat maps drawn (≤ 1.5 × the bare page's), both as medians of
visits in turns, and (3) the work and the frame time of stepping (≤ 16 ms).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

import lstm_viz
from lstm_viz.inputs.text import words

ROOT = Path(__file__).parents[2]

VISITS, TEXTS, STEPS = 9, 9, 300
FIRST_DRAWN = "() => document.querySelector('.js-plotly-plot .hm image')"
# resolves with the milliseconds from Enter to the frame in which all six show T columns
ALL_DRAWN = """(T) => new Promise((resolve) => {
  let start;
  document.addEventListener('keydown', () => (start = performance.now()), {once: true, capture: true});
  const look = () => {
    const all = [...document.querySelectorAll('.js-plotly-plot')];
    const drawn = (gd) => gd._fullData?.[0].x.length === T && gd.querySelector('.hm image');
    const done = all.length === 6 && all.every(drawn);
    if (start && done) requestAnimationFrame(() => resolve(performance.now() - start));
    else requestAnimationFrame(look);
  };
  look();
})"""
STEPPING = """(steps) => new Promise((resolve) => {
  const find = (root) => root.querySelector('.next-step') ??
    [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
  const next = find(document), first = next.parentElement.querySelector('.first');
  const work = [], frames = [];
  let last = performance.now();
  const step = (now) => {
    frames.push(now - last);
    last = now;
    const before = performance.now();
    (next.ariaDisabled === 'true' ? first : next).click();
    document.body.offsetHeight;  // with the layout that it causes
    work.push(performance.now() - before);
    if (frames.length < steps) requestAnimationFrame(step); else resolve({work, frames: frames.slice(1)});
  };
  requestAnimationFrame(step);
})"""


def named_browser() -> str | None:
    """The system's Chromium or Chrome; None: Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def served(script: str):
    """The address of a Streamlit script."""
    with started(script) as (url, _):
        yield url


@contextmanager
def started(script: str, python: str | Path = sys.executable):
    """The address of a Streamlit script, and the process that serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.headless", "true", "--server.port", str(port)]
    command = [python, "-m", "streamlit", "run", script, *options]
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, cwd=ROOT, env=paths, stdout=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                if urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).read() == b"ok":
                    break
            except OSError:
                time.sleep(0.1)
        yield url, server
    finally:
        server.terminate()
        server.wait()


def first_plot(browser, url: str) -> float:
    """Milliseconds from opening to the first heat map, with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(FIRST_DRAWN, polling="raf")
    taken = 1e3 * (time.perf_counter() - start)
    context.close()
    return taken


def opened(browser, url: str):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .hm image').length === 6")
    page.wait_for_timeout(1500)
    return page


def new_text(page, text: str) -> float:
    """Milliseconds from Enter to six heat maps of the new text."""
    box = page.get_by_label("Your text", exact=True)
    box.fill(text)
    drawn = page.evaluate_handle(f"(T) => ({{promise: ({ALL_DRAWN})(T)}})", len(words(text)))
    box.press("Enter")
    taken = drawn.evaluate("(handle) => handle.promise")
    page.wait_for_timeout(500)
    return taken


def report(name: str, ours: list[float], bare: list[float], limit: float):
    a, b = np.median(ours), np.median(bare)
    print(f"{name}: Gates {a:.0f} ms, bare page {b:.0f} ms, ratio {a / b:.2f} (to reach: ≤ {limit})")


def main():
    H = lstm_viz.load_model().sizes["H"]
    bare_script = "tests/benchmarks/bare_page.py"
    with served("app.py") as app, served(bare_script) as bare_url, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=named_browser(), args=flags)
        bare = f"{bare_url}/?H={H}"
        first_plot(browser, app), first_plot(browser, bare)  # the servers' own first time
        visits = [(first_plot(browser, app), first_plot(browser, bare)) for _ in range(VISITS)]
        report("first gate plot", *zip(*visits, strict=True), limit=1.25)

        pages = opened(browser, app), opened(browser, bare)
        texts = ["the dog " * (k + 2) + "runs" for k in range(TEXTS + 1)]
        times = [[new_text(page, text) for page in pages] for text in texts][1:]
        report("new text to drawn plots", *zip(*times, strict=True), limit=1.5)

        new_text(pages[0], "the dog runs home in the rain and " * 12)  # about a hundred words
        pages[1].close()
        measured = pages[0].evaluate(STEPPING, STEPS)
        for name, values in measured.items():
            print(
                f"stepping, {name}: median {np.median(values):.1f} ms, 95 % ≤ {np.percentile(values, 95):.1f} ms"
            )
        browser.close()


if __name__ == "__main__":
    main()
