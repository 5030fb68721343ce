"""“Your own LSTM” in a browser: a file is dropped, layers are chosen in the picture, it steps."""

import re

import pytest
import torch
from playwright.sync_api import expect
from safetensors.torch import save
from torch import nn

from lstm_viz.look.narration import show
from lstm_viz.models.checkpoints import WEIGHTS
from tests.browser.gates.page import card
from tests.pages.own import plain_language_model

CHIP = ".stepper .chip.now"


def no_overflow(page):
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 0


def test_the_second_layer_reads_the_first_and_the_place_stays(visit):
    page = visit("/own?network=words", width=1366, height=768, ready=CHIP)
    page.get_by_role("button", name="Next step").click()
    expect(page.locator(CHIP)).to_contain_text("dogs")
    layers = page.get_by_role("group", name="Layer in the picture")
    layers.get_by_role("button", name="layer 2").click()
    expect(layers).to_contain_text("Its x is the h of layer 1.")
    expect(page.locator(".card.inputs")).to_contain_text("h of layer 1")
    expect(page.locator(CHIP)).to_contain_text("dogs")


def test_the_backward_direction_keeps_the_letter_and_reads_from_the_end(visit):
    page = visit("/own?network=blanks", ready=CHIP)
    expect(page.locator(CHIP)).to_have_attribute("data-t", "0")
    page.get_by_role("button", name="backward", exact=True).click()
    expect(page.locator(CHIP)).to_have_attribute("data-t", "22")
    expect(page.get_by_text("It reads from the last letter to the first")).to_be_visible()


def test_a_dropped_file_is_opened_and_a_broken_one_refused(visit):
    page = visit("/own", ready=CHIP)
    page.get_by_role("button", name="Open a file").click()
    mine = {
        "name": "mine.safetensors",
        "mimeType": "",
        "buffer": (WEIGHTS / "own/co2.safetensors").read_bytes(),
    }
    page.locator("input[type=file]").first.set_input_files(mine)
    expect(page.get_by_text("Until you bring a table, it reads made-up waves.")).to_be_visible()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "broken.safetensors", "mimeType": "", "buffer": b"no"}
    )
    expect(page.get_by_text("broken.safetensors is not a readable")).to_be_visible()


@pytest.mark.parametrize(("name", "scheme"), [("words", "light"), ("co2", "dark")])
def test_small_screen(look_at, no_axe_violations, name, scheme):
    page = look_at(f"/own?network={name}", width=390, scheme=scheme, ready=CHIP)
    no_overflow(page)
    no_axe_violations(page)


def test_what_one_plays_with_stands_on_one_screen(look_at):
    page = look_at("/own?network=co2", width=1366, height=768, ready=CHIP)
    box = page.locator(".stepper .picture").bounding_box()
    assert box["y"] + box["height"] <= 768


def test_a_gate_of_a_series_is_held_and_the_link_keeps_it(visit):
    page = visit("/own?network=co2", width=1366, height=768, ready=CHIP)
    valve = page.get_by_role("slider", name="Forget gate of unit")
    valve.focus()
    page.keyboard.press("Home")
    expect(page.locator(".held-list")).to_have_text("1 held")
    expect(page.locator(".card.forget_gate")).to_contain_text("was")
    expect(page.get_by_text("show the reading as you changed it")).to_be_visible()
    expect(page).to_have_url(re.compile("hold=forget%3D0"))
    page.reload()
    expect(page.locator(".held-list")).to_have_text("1 held")
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(page.get_by_text("show the reading as you changed it")).to_have_count(0)


def test_a_link_keeps_text_layer_step_and_what_is_held_in_the_upper_layer(visit):
    path = "/own?network=words&text=A+dog+runs&layer=2&t=2&hold=input%3D0%40units%3A1"
    page = visit(path, width=1366, height=768, ready=CHIP)
    expect(page.get_by_role("group", name="Layer in the picture")).to_contain_text("Its x is the h")
    expect(page.locator(CHIP)).to_contain_text("dog")
    expect(page.locator(".held-list")).to_have_text("1 held")
    page.get_by_role("group", name="Layer in the picture").get_by_role("button", name="layer 1").click()
    expect(page.locator(".held-list")).to_have_text("")
    expect(page).to_have_url(re.compile("text=A\\+dog\\+runs&layer=1"))


def test_what_is_typed_into_an_opened_language_model_is_read_at_once(
    page, visit, settled, everyday, tmp_path
):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    visit("/own", width=1366, height=768, ready=CHIP)
    page.get_by_role("button", name="Open a file").click()
    path = tmp_path / "mine.safetensors"
    path.write_bytes(plain_language_model(everyday))
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_text("live: it reads as you type")).to_be_visible()
    page.keyboard.press("Escape")
    box = page.get_by_role("textbox", name="Your text")
    for text in ("The dogs that live near the old house", "The king gave"):
        box.fill(text)
        settled(page)
    sent.clear()
    box.focus()
    page.keyboard.press("End")
    before = card(page, "C_t")
    page.keyboard.type(" his crown")  # within the pause
    expect(page.locator(".chip")).to_have_count(5)
    assert card(page, "C_t") != before and not sent
    trace = everyday.trace("The king gave his crown")
    best = [word for word, _ in everyday.predict(trace, k=5)]
    expect(page.locator(".next .word").first).to_have_text(show(best[0]))
    expect(page.locator(".js-plotly-plot").first.locator(".xtick text")).to_have_text(trace.tokens)
    assert sent


@pytest.mark.parametrize(("width", "scheme"), [(1366, "dark"), (390, "light")])
def test_a_gru_steps_in_its_own_picture(visit, no_axe_violations, tmp_path, width, scheme):
    torch.manual_seed(0)
    path = tmp_path / "mine.safetensors"
    path.write_bytes(save(nn.GRU(2, 6, 2).state_dict()))
    page = visit("/own", width=width, height=768, scheme=scheme, ready=CHIP)
    page.get_by_role("button", name="Open a file").click()
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.locator(".one-state .card.update_gate")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Previous step").click()
    expect(page.locator(CHIP)).to_have_attribute("data-t", "58")
    page.get_by_role("button", name="layer 2").click()
    expect(page.locator(".card.inputs")).to_contain_text("h of layer 1")
    if width > 640:
        page.get_by_role("button", name="Units", exact=True).click()
        page.get_by_role("group", name="Stage", exact=True).get_by_role(
            "button", name="New state"
        ).click()
        expect(page.locator(".says")).to_contain_text("z of the old state and 1 − z of the candidate")
        expect(page.locator(".worked-out.add")).to_contain_text(" = ")
    no_overflow(page)
    no_axe_violations(page)
