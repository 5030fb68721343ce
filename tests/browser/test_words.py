"""The page “Words as numbers” as a reader uses it."""

import pytest
from playwright.sync_api import expect

PARTS = ("1 Fill in the blank", "2 One-hot", "3 Look-up", "4 Word map", "5 Analogies")
SAYS = (
    "Fill in the blank before",
    "A network needs numbers",
    "How does a word become",
    "Nobody can see",
    "If meanings are",
)
MAP = ".st-key-word-map .js-plotly-plot .scatterlayer"
RESULT = ".look_up .result"
DRAWN = f".js-plotly-plot .main-svg, {RESULT}"  # the look-up is no chart


@pytest.fixture
def opened(visit, settled):
    """A function: open a part of the page by its link, as somebody does who was sent it."""

    def open_part(part, ready=None, **look):
        page = visit(f"/words?part={part}", ready=ready, **look)
        page.get_by_role("heading", name="Words as numbers").wait_for()
        settled(page)
        return page

    return open_part


def test_guess_reveal_and_take_context_away(opened, settled):
    page = opened(PARTS[0])
    page.get_by_label("The grizzly bear goes to the river to catch").fill("fish")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_text("Show what the network expects").click()
    bear = page.locator(".st-key-blank-bars-the\\ bear, .st-key-blank-bars-the-bear")
    expect(bear).to_contain_text("fish")
    expect(page.get_by_text("Your guess fish is number")).to_be_visible()
    slider = page.get_by_role("slider", name="How much context do we need?")
    slider.focus()
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("With the last 2 words the two lists are 0 % apart")).to_be_visible()


def test_a_preset_answers(opened, settled):
    page = opened(PARTS[4])
    page.get_by_text("Rome − Italy + France").click()
    settled(page)
    expect(page.get_by_role("heading", name="rome − italy + france ≈ paris")).to_be_visible()


def test_ten_thousand_words_by_webgl(opened, settled):
    page = opened(PARTS[3], ready=MAP)
    page.get_by_text("10,000", exact=True).click()
    settled(page)
    page.wait_for_function(
        """() => [...document.querySelectorAll('.st-key-word-map .js-plotly-plot')]
        .flatMap((plot) => plot._fullData ?? [])
        .some((trace) => trace.type === 'scattergl' && trace._length > 9000)"""
    )


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_part_fits_and_is_accessible(look_at, settled, no_axe_violations, width, scheme):
    page = look_at(f"/words?part={PARTS[0]}", width=width, scheme=scheme)
    for part, says in zip(PARTS, SAYS, strict=True):
        page.get_by_role("radiogroup").get_by_text(part, exact=True).click()
        expect(page.get_by_text(says)).to_be_visible()
        settled(page)
        if part == PARTS[0]:
            if not page.get_by_label("Show what the network expects").is_checked():
                page.get_by_text("Show what the network expects").click()
            settled(page)
        page.locator(DRAWN).first.wait_for()
        main = page.get_by_test_id("stMain")
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
        no_axe_violations(page)


def test_the_row_that_is_looked_up_slides_out(opened):
    page = opened(PARTS[2], ready=RESULT, reduced_motion="no-preference")
    page.evaluate(
        """() => {
          window.starts = []; // where everything that moves begins
          const { animate } = Element.prototype;
          Element.prototype.animate = function (frames, how) {
            window.starts.push(frames[0].transform);
            return animate.call(this, frames, how);
          };
        }"""
    )
    page.locator(".st-key-look-up-word").get_by_text("france", exact=True).click()
    taken, result = page.locator(".look_up tr.taken"), page.locator(".look_up .result")
    expect(result.locator("th")).to_have_text("france")
    expect(taken.locator(".one-hot")).to_have_text("1")
    numbers = [row.locator(".number").all_inner_texts() for row in (taken, result)]
    assert numbers[0] == numbers[1]
    starts = page.evaluate("window.starts")
    assert len(starts) == len(numbers[1])
    assert all(start.startswith("translateY(-") for start in starts)  # from above, where its row stands
