"""The page on every screen and for everyone."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.gates.page import CHARTS, STAGES, alive, button, show_level, stage

MENU_HEIGHT = 60  # px: what stays at the top of the page

# nothing in the picture is fading any more; what flows on for ever does not matter
FADED = "() => document.getAnimations().every((a) => !(a instanceof CSSTransition))"
BRIGHTNESS = """e => getComputedStyle(e).backgroundColor.match(/\\d+/g).slice(0, 3)
    .reduce((sum, channel) => sum + Number(channel) / 765, 0)"""


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1440, "light"), (1440, "dark"), (1024, "light"), (390, "light"), (390, "dark")],
)
def test_everyone_can_use_it(seen, no_axe_violations, width, scheme):
    page = seen(width=width, height=844, scheme=scheme)
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


LABELS = ".card, .chip.now small, .label, .number, button, h2, .scale span, .made-of, .says"
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
def test_no_label_is_cut_and_no_card_hides_another(seen, width, height):
    """The last size is 1366×768 at 200 % zoom."""
    page = seen(width=width, height=height)
    for level in ("Story", "Units", "Formula"):
        show_level(page, level)
        for part in page.locator(".stepper").all():
            assert part.evaluate(CUT, LABELS) == [], level
            assert part.evaluate(HIDING) == [], level


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720)])
def test_what_one_plays_with_and_what_changes_stand_on_one_screen(seen, width, height):
    page = seen(width=width, height=height)
    for part in (".text-box", ".words-row", ".controls", ".cell", ".next", ".says"):
        place = page.locator(f".stepper {part}").first.bounding_box()
        assert place["y"] >= 0 and place["y"] + place["height"] <= height, part


@pytest.mark.parametrize("level", ["Story", "Units", "Formula"])
def test_words_cell_and_sentence_come_first_on_a_phone(seen, level):
    page = alive(seen(width=390, height=844))
    show_level(page, level)
    places = [
        page.locator(f".stepper {part}").first.bounding_box()
        for part in (".text-box", ".words-row", ".transport", ".cell", ".says", ".next")
    ]
    for above, below in pairwise(places):
        assert below["y"] >= above["y"] + above["height"]
    *_, says, _ = places
    assert says["y"] + says["height"] <= 844


def test_heat_maps_and_word_map_stand_one_below_the_other_on_a_phone(seen):
    page = seen(width=390, height=844)
    places = [part.bounding_box() for part in [*page.locator(CHARTS).all(), page.locator(".map")]]
    for above, below in pairwise(places):
        assert below["y"] >= above["y"] + above["height"]
    assert all(place["x"] >= 0 and place["x"] + place["width"] <= 390 for place in places)


CONTRAST = """(text) => {
  const light = (c) => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(light);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const app = document.querySelector("[data-testid=stApp]");
  const pair = [getComputedStyle(text).fill, getComputedStyle(app).backgroundColor].map(luminance);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_at_the_axes_can_be_read(seen, scheme):
    """axe does not look into drawings."""
    page = seen(scheme=scheme)
    for text in page.locator(f"{CHARTS} text").all():
        assert text.evaluate(CONTRAST) >= 4.5, text.text_content()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720)])
def test_gates_over_time_and_the_word_map_stand_on_one_screen(seen, width, height):
    page = alive(seen("The dogs that live near the old house", width=width, height=height))
    page.get_by_role("heading", name="All units over time").evaluate("e => e.scrollIntoView()")
    page.get_by_test_id("stMain").evaluate("(e, menu) => e.scrollBy(0, -menu)", MENU_HEIGHT)
    charts, words = page.locator(CHARTS), page.locator(".map")
    expect(charts).to_have_count(6)
    for part in [*charts.all(), words]:
        place = part.bounding_box()
        assert place["y"] >= MENU_HEIGHT and place["y"] + place["height"] <= height
    right = max(place["x"] + place["width"] for place in (c.bounding_box() for c in charts.all()))
    assert words.bounding_box()["x"] >= right
