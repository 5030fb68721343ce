"""Training in view as a reader uses it: watching, one update, the film, links and files."""

import re
import time

import pytest
import torch
from playwright.sync_api import expect
from safetensors.torch import load_file

READY = ".training[data-updates]"
LINK = "/playground?part=train"


@pytest.fixture
def opened(visit):
    """A function: open the training by a link, as somebody does who was sent it."""
    return lambda more="", **look: visit(LINK + more, ready=READY, **look)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def updates(page) -> int:
    return int(re.match(r"[\d,]+", page.locator(".stands").inner_text())[0].replace(",", ""))


def pause(page) -> int:
    """Pause, and how many updates it is after: the worker ends the ones that it is at before it answers."""
    button(page, "Pause").click()
    expect(button(page, "Play")).to_be_visible()
    return updates(page)


def says(page) -> str:
    """What is right on what is held out, in figures."""
    return page.locator(".how-well > .says-now").inner_text()


def learned(page):
    """Wait until the default task is learned."""
    expect(page.locator(".how-well > .says-now")).to_contain_text("sequences: 100 %")


def test_it_learns_in_view_pauses_and_can_be_scrubbed(opened):
    page = opened()
    at_first = says(page)
    assert "guessing: 25 %" in at_first
    button(page, "Play").click()
    expect(page.locator(".how-well > .says-now")).not_to_have_text(at_first)
    learned(page)
    expect(page.locator(".one-sequence .side-of > .says-now")).to_contain_text("At the end it says")
    stands = pause(page)
    assert stands > 50
    film = page.get_by_role("slider", name="Film of the training")
    film.focus()
    page.keyboard.press("Home")
    expect(page.locator(".film")).to_contain_text("after 0 updates")
    assert says(page) == at_first
    page.keyboard.press("End")
    learned(page)
    assert updates(page) == stands


def test_one_update_goes_back_through_the_gradient_by_keys(opened):
    page = opened(reduced_motion="reduce")
    button(page, "One update").click()
    update = page.get_by_role("region", name="One update")
    told = update.locator(".says")
    expect(told).to_contain_text("Backward, step 8 of 8")
    deltas = {}
    for step in range(8, 0, -1):
        expect(told).to_contain_text(f"Backward, step {step} of 8")
        card = update.locator(".card[data-place=C_t] .delta")
        before = update.locator(".card[data-place=C_prev] .delta")
        deltas[step] = (card.inner_text(), before.inner_text())
        assert "δf" in update.locator(".worked").inner_text().replace("\n", "")
        button(page, "Next step of the update").focus()
        page.keyboard.press("ArrowRight")
    for step in range(8, 1, -1):  # what leaves a step is what arrives at the one before
        assert deltas[step][1] == deltas[step - 1][0]
    expect(told).to_contain_text("The weights move")
    expect(update.get_by_role("cell", name="lstm.weight_hh_l0")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(told).to_contain_text("Backward, step 1 of 8")
    assert updates(page) == 1


def test_a_link_repeats_the_run_to_the_number(opened, open_tab, visit_in, app_url):
    page = opened()
    page.get_by_label("Seed").fill("7")
    page.keyboard.press("Tab")
    page.get_by_label("Speed").select_option("full")
    button(page, "Play").click()
    learned(page)
    stands = pause(page)
    page.wait_for_function(f"location.search.includes('updates={stands}')")
    table = page.get_by_text("The course as a table")
    table.click()
    rows = page.locator(".how-well table tr").all_inner_texts()
    assert len(rows) > 5
    link = page.evaluate("location.pathname + location.search")
    with open_tab(app_url) as (other, _):
        visit_in(other, link, ready=READY)
        expect(other.locator(".stands")).to_have_text(f"{stands:,} updates")
        expect(button(other, "Play")).to_be_visible()
        other.get_by_text("The course as a table").click()
        expect(other.locator(".how-well table tr")).to_have_count(len(rows))
        assert other.locator(".how-well table tr").all_inner_texts() == rows


def test_two_runs_side_by_side(opened):
    page = opened()
    button(page, "LSTM against plain RNN").click()
    expect(page.locator(".asked")).to_contain_text("LSTM on 5 of 5, plain RNN on 0 of 5")
    expect(page.locator(".one-sequence h3")).to_have_text(["LSTM", "plain RNN"])
    button(page, "One update").click()
    expect(page.locator(".arrives .run-1").first).to_be_visible()


def test_what_cannot_be_trained_is_said_and_nothing_is_lost(opened):
    page = opened(reduced_motion="reduce")
    button(page, "One update").click()
    expect(page.locator(".stands")).to_have_text("1 update")
    problem = page.locator(".set-up .problem")
    page.get_by_label("Units").fill("0")
    page.keyboard.press("Tab")
    expect(problem).to_contain_text("Units must be a whole number from 1 to 64.")
    assert page.get_by_label("Units").input_value() == "0"
    assert updates(page) == 1
    page.get_by_label("It learns to").select_option("series")
    expect(problem).to_be_hidden()
    page.get_by_role("textbox", name="Your numbers").fill("3 1 2")
    expect(problem).to_contain_text("3 numbers cannot teach anything")
    page.get_by_label("It learns to").select_option("letters")
    page.get_by_role("textbox", name="Your text").fill("a" * 60)
    expect(problem).to_contain_text("nothing but “a”")
    page.get_by_role("textbox", name="Your text").fill("to be or not to be, " * 5000)
    expect(problem).to_contain_text("Your text has 99,999 letters; it learns from the first 20,000.")
    button(page, "One update").click()
    expect(page.locator(".stands")).to_have_text("1 update")


def test_a_rate_of_a_million_explodes_and_says_where(opened):
    page = opened()
    page.get_by_label("Rate").fill("1000000")
    page.keyboard.press("Tab")
    button(page, "Play").click()
    boom = page.locator(".running .problem")
    expect(boom).to_contain_text("Training exploded at update")
    expect(boom).to_contain_text(re.compile(r"(head|lstm)\.\w+"))
    button(page, "Watch it learn").click()
    expect(boom).to_be_hidden()


def test_what_is_saved_opens_in_torch(opened, tmp_path):
    page = opened("&task=first&cell=lstm&units=5&length=3&updates=20")
    expect(page.locator(".stands")).to_have_text("20 updates")
    with page.expect_download() as download:
        button(page, "Save .safetensors").click()
    assert download.value.suggested_filename == "lstm-first-20.safetensors"
    file = tmp_path / "saved.safetensors"
    download.value.save_as(file)
    state = load_file(file)
    layer, head = torch.nn.LSTM(7, 5), torch.nn.Linear(5, 4)
    for module, name in ((layer, "lstm."), (head, "head.")):
        module.load_state_dict(
            {key.removeprefix(name): value for key, value in state.items() if key.startswith(name)}
        )
    read = page.locator(".one-sequence .signs text").all_text_contents()
    x = torch.eye(7)[["ABCDxy?".index(sign) for sign in read]]
    p = head(layer(x)[0])[-1].softmax(0)
    sure = page.locator(".one-sequence .says-now").last.inner_text()
    assert f"says {'ABCD'[int(p.argmax())]} with" in sure
    assert abs(float(re.search(r"with ([\d.]+) %", sure)[1]) - 100 * float(p.max())) < 0.6


@pytest.mark.parametrize(
    "trained, reads",
    [
        ("task=first&cell=lstm&units=7&length=3&updates=20", "ABCD"),
        ("task=adding&cell=gru&units=5&length=6&updates=20", ""),
    ],
)
def test_a_network_opens_with_what_it_read_where_one_can_step_through_it(opened, trained, reads):
    page = opened("&" + trained)
    expect(page.locator(".stands")).to_have_text("20 updates")
    signs = page.locator(".one-sequence .signs text").all_text_contents()
    sure = page.locator(".one-sequence .says-now").last.inner_text()
    button(page, "Open it to step through").click()
    expect(page.get_by_role("heading", name="Your own LSTM")).to_be_visible()
    cell = trained.split("cell=")[1].split("&")[0]
    expect(page.get_by_text("Opened:")).to_contain_text(cell.upper())
    if not reads:
        expect(page.get_by_text("Until you bring a table")).to_have_count(0)
        return
    expect(page.get_by_role("textbox", name="Your text")).to_have_value("".join(signs))
    page.get_by_role("button", name="Last step").click()
    said, percent = re.search(r"says (\w) with ([\d.]+) %", sure).groups()
    likeliest = page.get_by_role("region", name="What does it say here?").get_by_role("listitem").first
    expect(likeliest).to_contain_text(said)
    shown = float(re.search(r"([\d.]+) %", likeliest.inner_text())[1])
    assert abs(shown - float(percent)) < 0.6
    page.go_back()
    expect(page.locator(".stands")).to_have_text("20 updates")


def test_a_picture_costs_the_page_less_than_a_frame_while_it_trains(opened):
    page = opened()
    page.get_by_label("Speed").select_option("full")
    button(page, "Play").click()
    learned(page)
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})  # what others do does not count

    def seconds() -> tuple[float, float]:
        """How long the page's own thread has worked, and the clock."""
        found = {m["name"]: m["value"] for m in metrics.send("Performance.getMetrics")["metrics"]}
        return found["TaskDuration"], time.monotonic()

    before, began = seconds()
    stood = page.locator(".stands").inner_text()
    for _ in range(20):  # pictures
        expect(page.locator(".stands")).not_to_have_text(stood)
        stood = page.locator(".stands").inner_text()
    after, ended = seconds()
    # ten pictures a second at most, each with less than the 16 ms of a frame, and what Streamlit does
    share = (after - before) / (ended - began)
    assert share < 10 * 0.016 + 0.1, f"{share:.0%} of the time"


def test_without_a_worker_the_page_trains_itself_and_says_so(page, opened):
    page.add_init_script("window.Worker = class { constructor() { throw new Error('none'); } };")
    page = opened()
    expect(page.locator(".set-up .problem")).to_contain_text("starts no worker")
    button(page, "Play").click()
    learned(page)


@pytest.mark.parametrize("width, scheme", [(1440, "light"), (390, "dark")])
def test_nothing_is_wrong_for_assistive_technology_or_a_phone(look_at, no_axe_violations, width, scheme):
    path = LINK + "&task=letters&letters=" + "one two three four " * 4
    page = look_at(path, ready=READY, width=width, scheme=scheme, reduced_motion="reduce")
    button(page, "One update").click()
    expect(page.locator(".looked-into")).to_be_visible()
    no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
