"""The page on every screen and for everyone."""

import pytest

from tests.browser.gates.page import STAGES, button, show_level, stage

# nothing in the picture is fading any more; what flows on for ever does not matter
FADED = "() => document.getAnimations().every((a) => !(a instanceof CSSTransition))"
BRIGHTNESS = """e => getComputedStyle(e).backgroundColor.match(/\\d+/g).slice(0, 3)
    .reduce((sum, channel) => sum + Number(channel) / 765, 0)"""


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1440, "light"), (1440, "dark"), (1024, "light"), (390, "light"), (390, "dark")],
)
def test_everyone_can_use_it(opened, no_axe_violations, width, scheme):
    page = opened(width=width, height=844, scheme=scheme)
    bright = page.get_by_test_id("stApp").evaluate(BRIGHTNESS)
    assert bright > 0.8 if scheme == "light" else bright < 0.2
    for selector in ("html", "[data-testid=stMain]"):
        assert page.locator(selector).evaluate("e => e.scrollWidth <= e.clientWidth"), selector
    for name in ("First step", "Previous step", "Play", "Next step", "Last step", *STAGES):
        place = button(page, name).first.bounding_box()
        assert place["x"] >= 0 and place["x"] + place["width"] <= width
        assert min(place["width"], place["height"]) >= 24  # WCAG 2.2, target size
    no_axe_violations(page)
    stage(page, "Update").click()  # with a part of the picture dimmed
    page.wait_for_function(FADED)
    no_axe_violations(page)


LABELS = ".label, .number, button, h2, .scale span, .made-of, .says"
CUT = """(root, labels) => [...root.querySelectorAll(labels)]
    .filter((node) => node.offsetParent && node.clientWidth && node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${node.className || node.tagName}: ${node.textContent}`)"""
HIDING = """(root) => {
  const cards = [...root.querySelectorAll(".picture .card")].map((node) => [node, node.getBoundingClientRect()]);
  const hit = ([, a], [, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return cards.flatMap((one, k) => cards.slice(k + 1).filter((other) => hit(one, other))
    .map((other) => `${one[0].dataset.card} and ${other[0].dataset.card}`));
}"""


@pytest.mark.parametrize(
    ("width", "height"),
    [(1920, 1080), (1440, 900), (1366, 768), (1280, 720), (1024, 768), (390, 844), (683, 384)],
)
def test_no_label_is_cut_and_no_card_hides_another(opened, width, height):
    """The last size is 1366×768 at 200 % zoom."""
    page = opened(width=width, height=height)
    for level in ("Story", "Units", "Formula"):
        show_level(page, level)
        assert page.locator(".stepper").evaluate(CUT, LABELS) == [], level
        assert page.locator(".stepper").evaluate(HIDING) == [], level


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720)])
def test_what_one_plays_with_and_what_changes_stand_on_one_screen(opened, width, height):
    page = opened(width=width, height=height)
    for part in (".text-box", ".words-row", ".controls", ".cell", ".next", ".says"):
        place = page.locator(f".stepper {part}").first.bounding_box()
        assert place["y"] >= 0 and place["y"] + place["height"] <= height, part
