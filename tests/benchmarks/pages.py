"""First paint of every page in Chromium against the Gates page (to reach: ≤ 1.5 ×).

    python -m tests.benchmarks.pages [FILE …]

Each page is opened with an empty cache in turns with the Gates page. Painted: the title stands there,
and the first thing to play with (component, chart or input). Done: Streamlit has sent everything.
"""

import sys
import time

import numpy as np
from playwright.sync_api import sync_playwright

from lstm_viz.ui.menu import DEFAULT, PAGES

from .browser import named_browser, served

ROUNDS = 5
PAINTED = """() => document.querySelector('h1') && document.querySelector(
  '[data-testid=stMain] :is([data-testid^=stBidiComponent], .js-plotly-plot, input, button)')"""
DONE = """() => !document.querySelector('[data-stale=true]') &&
  document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""


def first_paint(browser, url: str) -> tuple[float, float]:
    """Milliseconds from opening until painted and until done."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(PAINTED, polling="raf", timeout=60_000)
    painted = time.perf_counter() - start
    page.wait_for_function(DONE, polling="raf", timeout=60_000)
    done = time.perf_counter() - start
    context.close()
    return 1e3 * painted, 1e3 * done


def main():
    files = sys.argv[1:] or [entry.file for entry in PAGES if entry.file != DEFAULT]
    with served("app.py") as url, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=named_browser(), args=flags)
        first_paint(browser, url)  # the server's own first time
        for file in files:
            first_paint(browser, f"{url}/{file}")
            turns = [
                (first_paint(browser, url), first_paint(browser, f"{url}/{file}")) for _ in range(ROUNDS)
            ]
            (gates, gates_done), (ours, ours_done) = np.median(turns, axis=0)
            print(
                f"{file:12} painted {ours:6.0f} ms, Gates {gates:6.0f}, ratio {ours / gates:.2f}; "
                f"done {ours_done:6.0f} ms, Gates {gates_done:6.0f}, ratio {ours_done / gates_done:.2f}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
