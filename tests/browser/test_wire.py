"""Wire one by hand, in a browser: by keyboard alone, by link, with wrong input, on small and dark screens."""

import re

import pytest
from playwright.sync_api import expect

READY = ".wire-by-hand .courses text"
FOCUSED = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node?.ariaLabel ?? '';
}"""
# what stands behind the right edge, but in the part that scrolls sideways
OUTSIDE = """() => [...document.querySelectorAll('*')]
  .flatMap(host => [...(host.shadowRoot?.querySelectorAll('.wire-by-hand *') ?? [])])
  .filter(node => !node.closest('.tracks, .tip') && node.getBoundingClientRect().right > innerWidth + 1)
  .map(node => node.className)"""


def number(page, label: str):
    return page.get_by_role("spinbutton", name=label, exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def verdict(page):
    return page.locator(".task .says")


@pytest.fixture
def opened(visit):
    """A function: the place to wire, for a link's values."""

    def at(query="", **look):
        return visit(f"/playground?part=wire{query}", ready=READY, **look)

    return at


def test_a_goal_is_reached_with_the_keyboard_alone_and_comes_back_from_its_link(
    opened, open_tab, visit_in
):
    page = opened()
    expect(verdict(page)).to_contain_text("Not yet")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "bias of the forget gate":
            break
    for _ in range(10):
        page.keyboard.press("ArrowUp")
    expect(verdict(page)).to_contain_text("Reached!")
    expect(page.locator(".task .grade")).to_contain_text("100 of 100 random sequences right")
    expect(number(page, "bias of the forget gate")).to_have_value("8")
    expect(page.get_by_role("button", name="Goal 1: Hold, reached")).to_be_visible()
    page.wait_for_url(re.compile(r"goal=hold&net=0_0_8_0_0_0_0_0_0_0_0_-8"))
    link = page.url
    with open_tab() as (other, _):
        visit_in(other, link, ready=READY)
        expect(number(other, "bias of the forget gate")).to_have_value("8")
        expect(verdict(other)).to_contain_text("Reached!")


def test_a_number_is_dragged_typed_and_refused(opened):
    page = opened("&goal=count")
    bias = number(page, "bias of the input gate")
    box = bias.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 8, steps=4)
    page.mouse.up()
    expect(bias).to_have_value("10")
    bias.fill("−2,5")
    bias.press("Enter")
    expect(bias).to_have_value("−2.5")
    bias.fill("many")
    bias.press("Enter")
    expect(bias).to_have_value("−2.5")
    expect(verdict(page)).to_contain_text("“many” is no number from −20 to 20")


def test_what_fails_is_shown_and_the_readers_own_wiring_comes_back_after_a_solution(opened):
    page = opened("&goal=clear")
    page.locator(".example").first.click()
    step = re.search(r"step (\d+)", page.locator(".example").first.inner_text())[1]
    expect(page.locator(".cell-head .at")).to_contain_text(f"at step {step}:")
    bias = number(page, "bias of the forget gate")
    bias.fill("3")
    bias.press("Enter")
    button(page, "Show a solution").click()
    expect(verdict(page)).to_contain_text("A solution.")
    expect(page.locator(".example")).to_have_count(0)
    button(page, "Back to mine").click()
    expect(bias).to_have_value("3")
    button(page, "Hint (1 of 3)").click()
    expect(page.locator(".hints li")).to_have_count(1)


def test_a_unit_that_keeps_the_last_sign_confuses_two_histories(opened):
    page = opened("&goal=before")
    page.get_by_text("Two histories, one state?").click()
    expect(page.locator(".twins")).to_contain_text("The states are the same to three decimals")
    button(page, "two units").click()
    button(page, "Show a solution").click()
    expect(verdict(page)).to_contain_text("A solution.")
    assert page.get_by_role("spinbutton").count() == 32


def test_own_signs_are_read_and_what_is_no_sign_is_said(opened):
    page = opened("&goal=latch&signs=0010")
    expect(page.locator(".courses .sign")).to_have_text(list("0010"))
    own = page.get_by_role("textbox", name="Your own signs")
    own.fill("01x1")
    own.press("Enter")
    expect(page.locator(".courses .sign")).to_have_text(list("011"))
    expect(verdict(page)).to_contain_text("“x” was left out")
    page.wait_for_url(re.compile("signs=011"))


@pytest.mark.parametrize("query", ["&net=1_2_3", "&goal=nothing", "&net=x&units=2", "&signs=hello"])
def test_a_link_that_cannot_be_read_is_said_and_the_page_works(opened, query):
    page = opened(query)
    expect(verdict(page)).to_contain_text(re.compile("The link|signs 0, 1 and r only"))
    page.get_by_role("spinbutton").first.press("ArrowUp")
    expect(page.get_by_role("spinbutton").first).to_have_value("0.5")


def test_what_was_made_is_still_there_after_a_look_at_another_part(opened, settled):
    page = opened("&goal=latch")
    bias = number(page, "bias of the output gate")
    bias.press("PageUp")
    page.wait_for_url(re.compile("net=.*_5$"))
    page.get_by_role("tab", name="Train one in view").click()
    settled(page)
    page.get_by_role("tab", name="Wire one by hand").click()
    expect(bias).to_have_value("5")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1366, "light"), (1280, "dark")])
def test_everyone_can_use_it_and_nothing_is_cut(look_at, no_axe_violations, width, scheme):
    look = {"width": width, "height": 768, "scheme": scheme}
    page = look_at("/playground?part=wire&goal=reset", ready=READY, **look)
    no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button(page, "two units").click()
    expect(page.locator(".matrix")).to_be_visible()
    no_axe_violations(page)
    outside = page.evaluate(OUTSIDE)
    assert outside == []
    button(page, "one unit").click()  # as it opened
    expect(page.locator(".matrix")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_no_button_stands_alone_in_a_row_above_the_cell(look_at, width):
    page = look_at("/playground?part=wire", ready=READY, width=width)
    share, size = button(page, "Copy link").bounding_box(), button(page, "two units").bounding_box()
    assert abs(share["y"] - size["y"]) < 2


@pytest.mark.parametrize("part, ready", [("wire", READY), ("train", ".training[data-updates]")])
def test_where_the_browser_blocks_storage_the_playground_works(page, visit, part, ready):
    blocked = "get() { throw new DOMException('blocked', 'SecurityError'); }"
    page.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{ {blocked} }})")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page = visit(f"/playground?part={part}", ready=ready)
    if part == "wire":
        button(page, "Goal 2: Latch").click()
        expect(page).to_have_url(re.compile("goal=latch"))
    else:
        button(page, "One update").click()
        expect(page).to_have_url(re.compile("updates=1"))
    assert not errors
