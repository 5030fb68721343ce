"""Attention, recurrence and convolution, quiz and start in a real browser."""

import re

import pytest
from playwright.sync_api import expect

READY = {
    "start": "[class*=st-key-glossary]",
    "attention": ".heads .grid-map canvas",
    "convolution": ".films canvas",
    "quiz": "[class*=st-key-reveal-]",
}


@pytest.fixture
def go(visit):
    """A function: open one of these pages by its link, ready to be used."""

    def open_page(file, **options):
        return visit(f"/{file}", ready=READY[file], **options)

    return open_page


@pytest.fixture
def seen(look_at):
    """As `go`, for those who look and step: they share the page."""

    def open_page(file, **options):
        return look_at(f"/{file}", ready=READY[file], **options)

    return open_page


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("file", READY)
def test_no_one_is_shut_out(seen, no_axe_violations, file, width, scheme):
    page = seen(file, width=width, scheme=scheme)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    no_axe_violations(page)


def test_attention_is_stepped_in_the_browser_alone(go):
    page = go("attention")
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    says = page.locator(".heads .says")
    before = says.inner_text()
    page.get_by_role("button", name="Next step").first.click()
    expect(says).not_to_have_text(before)
    for stage, said in (
        ("Compare", "Its question q times the offer k"),
        ("Scale", "divided by √24"),
        ("Mask", "closed"),
        ("Softmax", "sum to 100 %"),
        ("Mix", "added up"),
    ):
        page.get_by_role("button", name=stage, exact=True).click()
        expect(says).to_contain_text(said)
    assert not sent


def test_numbers_of_a_row_are_right_and_change_with_the_head(seen):
    page = seen("attention")
    page.get_by_role("button", name="Last step").first.click()
    rows = page.locator(".asked tbody tr").all()
    shares = [float(r.locator("td").nth(3).inner_text().removesuffix(" %")) for r in rows]
    assert sum(shares) == pytest.approx(100, abs=0.6)
    number = lambda text: float(text.replace("−", "-"))  # noqa: E731
    for r in rows:
        product, scaled = (number(r.locator("td").nth(k).inner_text()) for k in (0, 1))
        assert scaled == pytest.approx(product / 24**0.5, abs=0.01)
    page.locator(".overview button").nth(1).click()
    expect(page.locator(".overview button").nth(1)).to_have_attribute("aria-pressed", "true")
    line = page.locator(".pair .line[data-stage=Softmax] .values").inner_text()
    top, bottom, share = (
        float(n) for n in re.fullmatch(r"([\d.]+) / ([\d.]+) = ([\d.]+)", line).groups()
    )
    assert top / bottom == pytest.approx(share, abs=0.0006)


def test_keys_step_and_play_honours_the_end(seen):
    page = seen("attention", reduced_motion="reduce")
    page.locator(".heads .chip").first.click()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".heads .chip").nth(1)).to_have_class(re.compile("now"))
    page.keyboard.press("End")
    expect(page.locator(".heads .chip").last).to_have_class(re.compile("now"))
    page.get_by_label("Speed").first.select_option("8")
    page.keyboard.press("Home")
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(page.locator(".heads .chip").nth(1)).to_have_class(re.compile("now"))


def test_a_new_text_reaches_both_networks(go, settled):
    page = go("attention")
    page.get_by_role("textbox", name="Your text").fill("The queen lives in the palace <b>")
    page.keyboard.press("Enter")
    expect(page.locator(".heads .chip")).to_have_count(9)
    expect(page.locator(".heads .chip").nth(1)).to_contain_text("queen")


def test_the_scale_is_true(seen):
    page = seen("attention", reduced_motion="reduce")
    page.get_by_role("button", name="Fly to the largest").click()
    view = page.locator(".flight")
    expect(view.locator(".says")).to_contain_text("175 billion numbers")
    sides = view.locator("rect").evaluate_all("rects => rects.map(r => Number(r.getAttribute('width')))")
    table = view.locator("table")
    view.locator("summary").click()
    ours = table.locator("tr").nth(1).locator("td").nth(1).inner_text()
    count = float(ours.split()[0]) * {"thousand": 1e3, "million": 1e6}[ours.split()[1]]
    assert (min(sides) / max(sides)) ** 2 == pytest.approx(count / 175e9, rel=0.01)


def test_the_film_plays_and_goes_on_alone(seen):
    page = seen("convolution")
    page.get_by_role("button", name="First step").click()
    expect(page.locator(".films .says")).to_contain_text("Picture 1 of 24")
    page.get_by_label("Speed").select_option("8")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".films .says")).to_contain_text("The network is alone now")
    page.locator(".films figure[data-key=read] .film-field").hover()
    expect(page.locator(".films .readout")).to_contain_text("At row")
    expect(page.locator(".films figure[data-key=hidden_state] .around")).to_be_visible()


def test_a_question_is_predicted_and_revealed(go):
    page = go("quiz")
    question = page.get_by_role("radiogroup", name="will the forget gate keep more or less").first
    question.get_by_text("more", exact=True).click()
    reveal = page.get_by_role("button", name="Reveal answer 1", exact=True)
    expect(reveal).to_be_enabled()
    reveal.click()
    expect(page.get_by_text(re.compile("Your score in this visit: . of 1 right"))).to_be_visible()
    expect(page.get_by_text(re.compile("The mean of the forget gate is"))).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_twelve_items_are_taken_before_and_after(go, settled, no_axe_violations, width, scheme):
    page = go("quiz", width=width, scheme=scheme)
    for number, name in enumerate(("before", "after"), 1):
        page.get_by_text(f"Take form {number} of 2: {name} looking around").click()
        groups = page.locator(f"[class*=st-key-item-{name}-]")
        expect(groups).to_have_count(12)
        settled(page)
        if number == 1:
            no_axe_violations(page)
        for group in groups.all():
            radio = group.get_by_role("radio").nth(number - 1)
            radio.locator("xpath=ancestor::label").click()
            expect(radio).to_be_checked()
        page.get_by_role("button", name="Hand in all 12 answers").click()
        expect(groups).to_have_count(0)
    expect(page.get_by_text("Right after", exact=True)).to_be_visible()
    settled(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
    no_axe_violations(page)
