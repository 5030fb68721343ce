"""What the tests of the Gates page look for and do, over and over."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_viz import lessons
from lstm_viz.browser.stage import payload
from lstm_viz.look.narration import show
from lstm_viz.look.roles import ROLES
from lstm_viz.models.cells import CELLS
from tests.engine.node import ask

READY = ".stepper .chip.now"
STAGES = tuple(CELLS["lstm"].stages)
BEAR = "The grizzly bear goes to the river to catch"
UNIT = 23  # the one that is held
RIVER = lessons.load("examples")[0]["word"] - 1  # where the page opens
CHARTS = ".js-plotly-plot:has(> .lstm-cursor)"


def with_charts(page: Page) -> Page:
    """Wait until all charts stand there with their cursors."""
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))
    page.wait_for_function(
        "all => [...document.querySelectorAll(all)].every((gd) => gd._fullLayout?.xaxis?._length)",
        arg=CHARTS,
    )
    return page


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def stage(page: Page, name: str):
    return page.get_by_role("group", name="Stage", exact=True).get_by_role(
        "button", name=name, exact=True
    )


def expect_step(page: Page, t: int):
    expect(page.locator(READY)).to_have_attribute("data-t", str(t))


def tokens(page: Page) -> list[str]:
    return [chip.evaluate("e => e.firstChild.data") for chip in page.locator(".stepper .chip").all()]


def expect_tokens(page: Page, expected: list[str]):
    expect(page.locator(".stepper .chip")).to_have_text(
        [re.compile("^" + re.escape(t)) for t in expected]
    )


def says(page: Page) -> str:
    return page.locator(".says").inner_text()


def told(trace) -> list[dict[str, str]]:
    """What the stage says at every word: of the whole step ("") and of each stage."""
    with TemporaryDirectory() as folder:
        question = {"payload": payload(trace, trace.tokens), "units": []}
        return ask("../stage/tell.js", Path(folder), question)["told"]


def show_level(page: Page, name: str):
    """How much the picture shows: Story, Units or Formula."""
    group = page.get_by_role("group", name="How much to show")
    group.get_by_role("button", name=name, exact=True).click()


def read(page: Page, text: str):
    box = page.get_by_label("Your text", exact=True)
    box.fill(text)
    box.press("Enter")


def choose_unit(page: Page, unit: int):
    box = page.get_by_role("spinbutton", name="Unit", exact=True)
    box.fill(str(unit))
    box.press("Enter")


def play(page: Page) -> str:
    """Press Play; what the button is called right after."""
    return button(page, "Play").evaluate("(button) => { button.click(); return button.ariaLabel; }")


def number(text: str) -> float:
    return float(re.sub("[%<]", "", text.replace("−", "-")).strip())  # “< 0.000001 %” is as good as that


def evaluated(expression: str) -> float:
    """What a reader gets who types the shown expression into a calculator."""
    plain = expression.replace("−", "-").replace("×", "*")
    assert re.fullmatch(r"(?:σ|tanh|[-+*(). 0-9])*", plain), plain
    return eval(plain, {"__builtins__": {}, "σ": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh})


def bars(page: Page) -> list[tuple[str, float]]:
    rows = page.locator(".bars li")
    words, shares = rows.locator(".word").all_inner_texts(), rows.locator(".p").all_inner_texts()
    return [(word, number(share) / 100) for word, share in zip(words, shares, strict=True)]


def assert_predictions(page: Page, predicted: list[tuple[str, float]]):
    shown = bars(page)
    assert [word for word, _ in shown] == [show(word) for word, _ in predicted]
    assert [p for _, p in shown] == pytest.approx([p for _, p in predicted], abs=0.000501)


def spot(plot, t: int, row: int) -> dict:
    """Where step t and row stand on a chart."""
    return plot.evaluate(
        """(gd, [t, row]) => {
          const {xaxis, yaxis} = gd._fullLayout;
          return {x: xaxis._offset + xaxis.l2p(t), y: yaxis._offset + yaxis.l2p(row)};
        }""",
        [t, row],
    )


def alive(page: Page) -> Page:
    """Wait until the weights are in the browser."""
    expect(page.locator(".live.on")).to_be_visible()
    return page


def box(page: Page):
    return page.get_by_label("Your text", exact=True)


def card(page: Page, name: str) -> float:
    return number(page.locator(f'.card[data-card="{name}"] .number').inner_text())


def valve(page: Page, gate: str, unit=UNIT):
    return page.get_by_label(f"{gate} gate of unit {unit}", exact=True)


def only_unreachable(complaints: list[str]):
    """The browser's own words about a server that the test took away are no fault of the page's."""
    assert all("net::ERR" in complaint for complaint in complaints), complaints
    complaints.clear()


def expect_charts_of(page: Page, words: list[str], wait_ms: float | None = None):
    """The charts below follow what the server heard: after a pause."""
    expect(page.locator(CHARTS).first.locator(".xtick text")).to_have_text(words, timeout=wait_ms)
