"""The word2vec page as a reader uses it: stepping the network, training, playing the map."""

import pytest
from playwright.sync_api import expect

READY = ".network .canvas svg"


@pytest.fixture
def opened(visit):
    """A function: open the page by its link, as somebody does who was sent it."""

    def open_page(**look):
        page = visit("/word2vec", ready=READY, **look)
        return page

    return open_page


def at(page) -> int:
    return int(page.get_by_label("Training step", exact=True).input_value())


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_stepping_sends_nothing(page, opened):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    opened(reduced_motion="reduce")
    before = len(sent)
    button(page, "Next step").click()
    assert at(page) == 2
    button(page, "20 steps").click()
    button(page, "100 steps").click()
    assert at(page) == 122
    page.keyboard.press("ArrowLeft")
    assert at(page) == 121
    page.keyboard.press("Home")
    assert at(page) == 1
    button(page, "Softmax").click()
    expect(page.locator(".says")).to_contain_text("Softmax makes probabilities")
    assert len(sent) == before


def test_what_is_shown_is_what_was_recorded(opened):
    page = opened(reduced_motion="reduce")
    button(page, "20 steps").click()  # step 21: the first pair of the third pass over ten words
    expect(page.locator(".chip.comes-out")).to_have_text("the")
    expect(page.locator(".chip.goes-in")).to_have_text(["grizzly", "bear"])
    expect(page.locator(".pair-list li")).to_have_count(1)
    expect(page.locator(".network .at")).to_contain_text("step 21 of 600, pass 3")
    ones = page.locator(".one-hot.goes-in")
    expect(ones).to_have_count(2)


def test_next_goes_through_the_parts(opened):
    page = opened()
    button(page, "Next step").click()
    for phase in ("Pair", "Hidden", "Scores", "Softmax", "Learn"):
        expect(button(page, phase)).to_have_attribute("aria-pressed", "true")


def test_train_and_play(opened, settled):
    page = opened(reduced_motion="reduce")
    button(page, "Train it here").click()
    expect(page.get_by_text("Done:")).to_be_visible(timeout=60_000)
    settled(page)
    moment = page.get_by_label("Moment of the training")
    expect(page.locator(".near-list")).to_contain_text("nearest to “king”")
    last = page.locator(".near-list").inner_text()
    moment.focus()
    page.keyboard.press("Home")
    expect(page.locator(".near-list")).to_contain_text("After 0 words read")
    button(page, "Play the training").click()
    expect(page.locator(".near-list")).to_have_text(last, timeout=30_000)
    page.get_by_label("Follow a word").select_option("paris")
    expect(page.locator(".near-list")).to_contain_text("nearest to “paris”")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_fits_and_is_accessible(look_at, no_axe_violations, width, scheme):
    page = look_at("/word2vec", ready=READY, width=width, scheme=scheme, reduced_motion="reduce")
    train = button(page, "Train it here")
    if train.is_visible():
        train.click()
    expect(page.get_by_text("Done:")).to_be_visible(timeout=60_000)
    page.locator(".moving-map canvas").wait_for()
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth <= node.clientWidth")
    no_axe_violations(page)
