"""The Recurrence and Short-term memory pages in a browser: their moving parts, small screens, accessibility."""

import re

import pytest
from playwright.sync_api import expect

from lstm_viz.models import memory_task


@pytest.fixture
def opened(visit, settled):
    """A function: open a page, then one of its parts."""

    def open_page(name, part=None, **look):
        page = visit(f"/{name}", **look)
        if part:
            page.get_by_role("tab", name=part, exact=True).click()
            page.get_by_role("tabpanel", name=part).get_by_role(
                "heading", name="Check yourself"
            ).wait_for()
            settled(page)
        return page

    return open_page


def button(place, name):
    return place.get_by_role("button", name=name, exact=True)


def test_the_ball_rolls_frame_by_frame_and_is_thrown(opened):
    page = opened("recurrence", reduced_motion="reduce")
    says, table = page.locator(".ball-page .says"), page.locator(".ball-page svg.table")
    expect(says).to_contain_text("41 frames seen.")
    button(page, "One frame on").click()
    expect(says).to_contain_text("42 frames seen.")
    miss = re.compile(r"recurrent network will miss by \d\.\d\d, the feedforward network by \d\.\d\d")
    expect(says).to_contain_text(miss)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=3)
    page.mouse.up()
    expect(says).to_contain_text("One frame seen")
    button(page, "Roll").click()
    expect(button(page, "Pause")).to_be_visible()
    expect(says).to_contain_text(miss)


def test_the_cell_is_stepped_rolled_and_unrolled_without_the_server(opened, page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    opened("recurrence", "The recurrent cell")
    stepper, now = page.locator(".stepper"), page.locator(".stepper .chip.now")
    now.wait_for()
    chips = stepper.locator(".chip")
    button(page, "First step").click()
    numbers, total = stepper.locator(".readout"), stepper.locator(".count.recurrent .sum")
    grows = stepper.locator(".count.feedforward .sum")
    first, size, small = (node.inner_text() for node in (numbers, total, grows))
    sent.clear()
    button(page, "Next step").click()
    expect(chips.nth(1)).to_have_class(re.compile(r"\bnow\b"))
    expect(numbers).to_contain_text(re.compile(r"now holds h = [+−]?\d\.\d+"))
    assert numbers.inner_text() != first
    expect(total).to_have_text(size)
    assert int(grows.inner_text().replace(",", "")) > int(small.replace(",", ""))
    button(page, "Roll it up").click()
    expect(page.locator(".chain.recurrent")).to_have_class(re.compile(r"\brolled\b"))
    button(page, "Unroll it").click()
    expect(page.locator(".chain.recurrent")).not_to_have_class(re.compile(r"\brolled\b"))
    button(page, "Why not add them?").click()
    expect(stepper.locator(".why")).to_contain_text("numbers against")
    assert not sent


def test_another_gap_gives_another_sequence_and_its_answers(opened, settled):
    page = opened("memory")
    answers = page.get_by_text("name the first letter of your sequence")
    expect(answers).to_contain_text(re.compile(r"Plain RNN \d, LSTM \d, GRU \d"))
    sequence = page.get_by_role("textbox", name="The sequence (change it as you like)")
    expect(sequence).not_to_have_value("")
    before = len(sequence.input_value())
    page.get_by_role("slider", name="Gap: letters in between").press("ArrowRight")
    settled(page)
    expect(sequence).to_have_value(re.compile(f"^.{{{before + 1}}}$"))
    # the answers are those of the shipped networks to this very sequence
    letters, shipped = sequence.input_value(), memory_task.Networks.load()
    counts = {"Plain RNN": "rnn", "LSTM": "lstm", "GRU": "gru"}
    expect(answers).to_contain_text(
        ", ".join(f"{name} {shipped.right(cell, letters)}" for name, cell in counts.items())
    )


def test_gradients_follow_the_focus(opened):
    page = opened("memory")
    page.get_by_role("tab", name="Through time", exact=True).click()
    page.get_by_text("Your sentence", exact=True).click()
    says = page.locator(".stepper .says")
    told = re.compile(r"its gradient is: Plain RNN .+, LSTM .+, GRU ")
    expect(says).to_contain_text(told, timeout=90_000)  # PyTorch loads
    expect(page.get_by_text(re.compile(r"losses × 3 networks, computed in \d"))).to_be_visible()
    before = says.inner_text()
    page.get_by_role("group", name="Words as the LSTM read them").get_by_role("button").nth(2).focus()
    expect(says).not_to_have_text(before)
    expect(says).to_contain_text("2 words back")


@pytest.mark.parametrize(("name", "scheme"), [("recurrence", "dark"), ("memory", "light")])
def test_every_part_fits_a_phone_and_is_accessible(opened, settled, no_axe_violations, name, scheme):
    page = opened(name, width=390, scheme=scheme)
    for tab in page.get_by_role("tab").all():
        tab.click()
        panel = page.get_by_role("tabpanel", name=tab.inner_text())
        panel.get_by_role("heading", name="Check yourself").wait_for()
        settled(page)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
        no_axe_violations(page)
