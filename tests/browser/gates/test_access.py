"""The page on every screen and for everyone."""

import pytest

from tests.browser.gates.page import STAGES, button, stage

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
