"""The Gates page as a reader uses it: typing, stepping, playing, pointing, sharing, saving."""

import csv
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_viz import embeddings, lessons
from lstm_viz.cell.payload import TEMPERATURES
from lstm_viz.model import softmax
from lstm_viz.narration import STAGES, narrate, show
from lstm_viz.roles import ROLES

READY = ".stepper .chip.now"
BEAR = "The grizzly bear goes to the river to catch"
RIVER = lessons.load("examples")[0]["word"] - 1  # where the page opens
CHARTS = ".js-plotly-plot:has(> .lstm-cursor)"


@pytest.fixture
def opened(visit):
    """A function: open the Gates page with this text (else the example) and wait for its charts."""

    def open_page(text=None, query="", **look) -> Page:
        given = urlencode({"text": text}) if text else ""
        return with_charts(visit(f"/?{given}{query}", ready=READY, **look))

    return open_page


@pytest.fixture(scope="module")
def example_page(open_tab, visit_in):
    with open_tab() as (page, complaints):
        yield with_charts(visit_in(page, "/", ready=READY)), complaints


@pytest.fixture
def reading(example_page) -> Page:
    """The page on its example, standing at “river”, nothing chosen. Its users only look and step."""
    page, complaints = example_page
    pause = button(page, "Pause")
    if pause.is_visible():
        pause.click()
    page.locator(f'.chip[data-t="{RIVER}"]').click()
    for pressed in page.locator(".stages [aria-pressed=true]").all():
        pressed.click()
    button(page, "this unit").click()
    page.get_by_label("Temperature", exact=True).fill(str(TEMPERATURES.index(1.0)))
    page.get_by_label("Speed", exact=True).select_option("8×")
    yield page
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="module")
def typing_page(open_tab, visit_in):
    with open_tab() as (page, complaints):
        yield with_charts(visit_in(page, "/", ready=READY)), complaints


@pytest.fixture
def typing(typing_page) -> Page:
    """A page into which its users type."""
    page, complaints = typing_page
    yield page
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def frames(page) -> list[str]:
    """Every frame of the websocket, as it comes."""
    seen = []

    def watch(socket):
        socket.on("framesent", lambda frame: seen.append("sent"))
        socket.on("framereceived", lambda frame: seen.append("received"))

    page.on("websocket", watch)
    return seen


def with_charts(page: Page) -> Page:
    """Wait until all charts stand there with their cursors."""
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))
    page.wait_for_function(
        "all => [...document.querySelectorAll(all)].every((gd) => gd._fullLayout?.xaxis?._length)",
        arg=CHARTS,
    )
    return page


def button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def stage(page: Page, name: str):
    return page.get_by_role("group", name="Stage", exact=True).get_by_role(
        "button", name=name, exact=True
    )


def expect_step(page: Page, t: int):
    expect(page.locator(READY)).to_have_attribute("data-t", str(t))


def tokens(page: Page) -> list[str]:
    return [chip.evaluate("e => e.firstChild.data") for chip in page.locator(".stepper .chip").all()]


def expect_tokens(page: Page, expected: list[str]):
    expect(page.locator(".stepper .chip")).to_have_text(
        [re.compile("^" + re.escape(t)) for t in expected]
    )


def says(page: Page) -> str:
    return page.get_by_role("status").filter(has_text=re.compile(".")).first.inner_text()


def read(page: Page, text: str):
    box = page.get_by_label("Your text", exact=True)
    box.fill(text)
    box.press("Enter")


def choose_unit(page: Page, unit: int):
    box = page.get_by_role("spinbutton", name="Unit", exact=True)
    box.fill(str(unit))
    box.press("Enter")


def play(page: Page) -> str:
    """Press Play; what the button is called right after."""
    return button(page, "Play").evaluate("(button) => { button.click(); return button.ariaLabel; }")


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("%", "").strip())


def test_alive_at_first_paint(opened, everyday, bear):
    page = opened()
    assert tokens(page) == bear.tokens
    expect_step(page, RIVER)
    expect(button(page, "Play")).to_be_visible()  # nothing plays by itself
    expect(page.locator(".says")).to_have_text(narrate(bear, bear.tokens)[RIVER][""])
    expect(page.locator(".bars li")).to_have_count(10)
    expect(page.locator(".stepper .card")).to_have_count(9)
    for name in STAGES:
        expect(stage(page, name)).to_have_attribute("aria-pressed", "false")
    for title in ("The cell", "Word map", "What comes next?", "One unit over time"):
        expect(page.get_by_role("region", name=title, exact=True)).to_be_visible()
    share = embeddings.PCA.fit(everyday.embeddings).explained
    expect(page.locator(".map .axis").first).to_contain_text(f"{100 * share[0]:.1f} %")


def test_type_a_text(typing, everyday):
    page = typing
    read(page, "A dog runs home.")
    expect_tokens(page, ["a", "dog", "runs", "home", "."])
    expect_step(page, 0)
    trace = everyday.trace("A dog runs home.")
    told = narrate(trace, trace.tokens)
    expect(page.locator(".says")).to_have_text(told[0][""])
    button(page, "Last step").click()
    expect(page.locator(".says")).to_have_text(told[4][""])
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))


def test_step_through_all_words_and_stages(reading, bear):
    page = reading
    told = narrate(bear, bear.tokens)
    button(page, "First step").click()
    for name in ("First step", "Previous step"):
        expect(button(page, name)).to_be_disabled()
    for t in range(len(bear)):
        expect_step(page, t)
        expect(page.locator(".says")).to_have_text(told[t][""])
        for name in STAGES:
            stage(page, name).click()
            expect(stage(page, name)).to_have_attribute("aria-pressed", "true")
            expect(page.locator(".says")).to_have_text(told[t][name])
        stage(page, "Output").click()  # once more: the whole step again
        expect(stage(page, "Output")).to_have_attribute("aria-pressed", "false")
        if t < len(bear) - 1:
            button(page, "Next step").click()
    for name in ("Next step", "Last step"):
        expect(button(page, name)).to_be_disabled()
    button(page, "Previous step").click()
    expect_step(page, len(bear) - 2)


def test_a_stage_lights_its_part_of_the_cell(reading):
    page = reading
    lit = {
        "Forget": ["C_prev", "h_prev", "x", "f"],
        "Store": ["h_prev", "x", "i", "C̃"],
        "Update": ["C_prev", "f", "i", "C̃", "C_t"],
        "Output": ["h_prev", "x", "o", "C_t", "h_t"],
    }
    for name in STAGES:
        stage(page, name).click()
        cards = page.locator(".stepper .card.lit")
        assert cards.evaluate_all("cards => cards.map(c => c.dataset.card)") == lit[name]
        expect(page.locator(".stepper .card.dim")).to_have_count(9 - len(lit[name]))
        lines = page.locator(".formulas .line:not(.dim) .tag").all_inner_texts()
        assert set(lines) == {name}


def test_cards_show_the_chosen_unit(reading, bear):
    page = reading
    for t, unit in ((0, 0), (3, 17), (8, 127)):
        choose_unit(page, unit)
        page.locator(f'.chip[data-t="{t}"]').click()
        expect_step(page, t)
        before = t - 1 if t else None
        expected = {
            "C_prev": 0.0 if before is None else bear.cell_state[before, unit],
            "h_prev": 0.0 if before is None else bear.hidden_state[before, unit],
            "f": bear.forget_gate[t, unit],
            "i": bear.input_gate[t, unit],
            "C̃": bear.candidate[t, unit],
            "o": bear.output_gate[t, unit],
            "C_t": bear.cell_state[t, unit],
            "h_t": bear.hidden_state[t, unit],
        }
        for name, value in expected.items():
            text = page.locator(f'.card[data-card="{name}"] .number').inner_text()
            assert number(text) == pytest.approx(float(value), abs=0.005001), (name, t, unit)
        assert page.locator('.card[data-card="x"] .number').inner_text() == bear.tokens[t]


def test_each_box_shows_its_own_numbers(reading, bear):
    page = reading
    unit, t = 23, 4
    choose_unit(page, unit)
    page.locator(f'.chip[data-t="{t}"]').click()
    f, i, g, o, C, h = (float(getattr(bear, role.field)[t, unit]) for role in ROLES)
    before = float(bear.cell_state[t - 1, unit])
    results = {
        "The layer for f": f,
        "The layer for i": i,
        "The layer for C̃": g,
        "The layer for o": o,
        "Old memory × f": f * before,
        "i × C̃": i * g,
        "Kept + written": C,
        "tanh of the memory": np.tanh(C),
        "o × tanh of the memory": h,
    }
    for name, true in results.items():
        page.get_by_role("button", name=name, exact=True).focus()
        told, _, line = page.locator(".readout").inner_text().partition(": ")
        assert told == f"{name}, unit {unit}"
        *terms, result = line.split(" = ")
        assert number(result) == pytest.approx(true, abs=0.005001)
        for term in terms:
            assert abs(evaluated(term) - number(result)) <= 0.005 + 1e-9, line


def test_units_named_in_the_sentence_can_be_followed(reading, bear):
    page = reading
    stage(page, "Store").click()
    wrote_most = int(np.abs(bear.input_gate[RIVER] * bear.candidate[RIVER]).argmax())
    page.locator(".says").get_by_role("button").click()
    expect(page.get_by_role("spinbutton", name="Unit", exact=True)).to_have_value(str(wrote_most))


def test_strips_are_painted_from_the_trace(reading, bear):
    """One pixel a unit: full where the gate is 1, clear where it is 0."""
    page = reading
    pixels = page.locator('.card[data-card="f"] canvas').evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, c.width, 1).data].filter((_, k) => k % 4 === 3)"
    )
    np.testing.assert_allclose(np.array(pixels) / 255, bear.forget_gate[RIVER], atol=0.01)


def test_keyboard(reading, bear):
    page = reading
    button(page, "Next step").focus()
    for key, t in (("ArrowRight", 7), ("ArrowLeft", 6), ("Home", 0), ("End", 8), ("ArrowLeft", 7)):
        page.keyboard.press(key)
        expect_step(page, t)
    for name in (*STAGES, "Output"):
        page.keyboard.press("ArrowDown")
        expect(stage(page, name)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowUp")
    expect(stage(page, "Update")).to_have_attribute("aria-pressed", "true")


def test_space_plays_and_pauses(reading):
    page = reading
    page.get_by_label("Word", exact=True).focus()
    page.keyboard.press("Space")
    expect(button(page, "Pause")).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()


def test_typing_does_not_step(reading):
    """Arrows belong to the field that has the focus, and r, c, Tab and Esc are left to the page."""
    page = reading
    page.get_by_role("spinbutton", name="Unit", exact=True).focus()
    page.keyboard.press("Home")
    expect_step(page, RIVER)
    button(page, "Next step").focus()
    page.keyboard.press("Control+ArrowLeft")
    expect_step(page, RIVER)
    page.keyboard.press("Tab")
    expect(button(page, "Last step")).to_be_focused()


def test_scrub_bar(reading, bear):
    page = reading
    bar = page.get_by_label("Word", exact=True)
    assert bar.get_attribute("aria-valuetext") == f"river, word {RIVER + 1} of 9"
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 3, middle)
    page.mouse.down()
    expect_step(page, 0)
    page.mouse.move(box["x"] + box["width"] / 2, middle, steps=4)
    expect_step(page, 4)
    page.mouse.move(box["x"] + box["width"] - 3, middle, steps=4)
    expect_step(page, 8)
    page.mouse.up()
    assert bar.get_attribute("aria-valuetext") == "catch, word 9 of 9"


def test_scrub_over_the_words(reading):
    page = reading
    page.locator('.chip[data-t="0"]').hover()
    page.mouse.down()
    expect_step(page, 0)
    for t in (1, 2, 3):
        page.locator(f'.chip[data-t="{t}"]').hover()
        expect_step(page, t)
    page.mouse.up()
    page.locator('.chip[data-t="5"]').hover()
    expect_step(page, 3)


def test_play_goes_through_every_stage_of_every_word(opened):
    page = opened("A dog runs")
    page.get_by_label("Speed", exact=True).select_option("8×")
    said = page.locator(".says").evaluate_handle(
        """(e) => {
          const said = [];
          new MutationObserver(() => said.push(e.textContent)).observe(e, {childList: true});
          return said;
        }"""
    )
    assert play(page) == "Pause"
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, 2)
    for name in STAGES:
        expect(stage(page, name)).to_have_attribute("aria-pressed", "false")
    sentences = said.json_value()
    # every stage of three words, and at the end the whole last step
    assert len(sentences) == len(set(sentences)) == 3 * len(STAGES) + 1
    assert play(page) == "Pause"  # once more: from the start
    expect(button(page, "Play")).to_be_visible()
    assert said.json_value() == [*sentences, *sentences]


def test_play_starts_at_the_first_word(opened):
    """On a page that nobody has touched, though it opens at a word where something happens."""
    page = opened()
    expect_step(page, RIVER)
    at_once = (
        "(play) => { play.click(); return play.getRootNode().querySelector('.chip.now').dataset.t; }"
    )
    assert button(page, "Play").evaluate(at_once) == "0"


def test_stepping_stops_playing(reading):
    page = reading
    page.get_by_label("Speed", exact=True).select_option("0.5×")
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    button(page, "Next step").click()
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, RIVER + 1)


def test_play_after_a_new_text(typing):
    page = typing
    read(page, "The cat sleeps in the old house near the river")
    expect(page.locator(".stepper .chip")).to_have_count(10)
    page.get_by_label("Speed", exact=True).select_option("0.5×")
    button(page, "Play").click()
    expect(button(page, "Pause")).to_be_visible()
    read(page, "A dog runs")
    expect_tokens(page, ["a", "dog", "runs"])
    expect_step(page, 0)
    expect(button(page, "Play")).to_be_visible()
    page.get_by_label("Speed", exact=True).select_option("8×")
    button(page, "Play").click()
    expect_step(page, 2)
    expect(button(page, "Play")).to_be_visible()


def test_nothing_is_sent_while_stepping_playing_and_scrubbing(frames, opened, settled):
    page = opened("A dog runs home in the rain")
    settled(page)
    assert frames  # the page came over this socket, so it is watched
    frames.clear()
    for name in ("Next step", "Next step", "Previous step", "Last step", "First step"):
        button(page, name).click()
    for name in STAGES:
        stage(page, name).click()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    bar = page.get_by_label("Word", exact=True)
    for t in (3, 5, 0):
        bar.fill(str(t))
        expect_step(page, t)
    for t in (2, 4, 1):
        page.locator(f'.chip[data-t="{t}"]').click()
    choose_unit(page, 3)
    button(page, "mean of all units").click()
    page.get_by_label("Temperature", exact=True).press("ArrowRight")
    page.locator('.card[data-card="f"] canvas').click()
    page.locator(CHARTS).first.click(position={"x": 120, "y": 120})
    page.get_by_label("Speed", exact=True).select_option("8×")
    button(page, "Last step").click()
    assert play(page) == "Pause"
    expect(button(page, "Play")).to_be_visible()
    expect_step(page, 6)
    expect(page).to_have_url(re.compile(r"[?&]t=7\b"))  # the address follows, without the server
    assert frames == []
    read(page, "A cat")
    expect_tokens(page, ["a", "cat"])
    assert frames


def evaluated(expression: str) -> float:
    """What a reader gets who types the shown expression into a calculator."""
    plain = expression.replace("−", "-").replace("×", "*")
    assert re.fullmatch(r"(?:σ|tanh|[-+*(). 0-9])*", plain), plain
    return eval(plain, {"__builtins__": {}, "σ": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh})


@pytest.mark.parametrize("text", [BEAR, "The qwxzqwxz was not good, it was"])
def test_shown_formulas_give_the_shown_results(typing, everyday, text):
    page = typing
    trace = everyday.trace(text)
    read(page, text)
    expect_tokens(page, trace.tokens)
    fields = ("forget_gate", "input_gate", "candidate", "cell_state", "output_gate", "hidden_state")
    rng = np.random.default_rng(0)
    for unit in (0, everyday.sizes["H"] - 1, *rng.integers(1, everyday.sizes["H"] - 1, 8).tolist()):
        choose_unit(page, unit)
        for t in (0, *rng.integers(1, len(trace), 3).tolist()):
            page.locator(f'.chip[data-t="{t}"]').click()
            expect_step(page, t)
            lines = page.locator(".formulas .worked").all_inner_texts()
            assert len(lines) == len(fields)
            for field, line in zip(fields, lines, strict=True):
                *terms, result = re.sub(r"^\s*=\s*", "", line).split(" = ")
                digits = len(result.partition(".")[2])
                assert digits >= 2
                for term in terms:
                    assert abs(evaluated(term) - number(result)) <= 0.5 * 10**-digits + 1e-9, (
                        line,
                        t,
                        unit,
                    )
                true = getattr(trace, field)[t, unit]
                assert abs(number(result) - true) <= 0.5 * 10**-digits + 1e-6, (field, t, unit)


def test_formula_terms_are_those_of_the_trace(reading, bear):
    """W·h part, W·x part and bias, at the digits shown, in the order of the explanation."""
    page = reading
    button(page, "Last step").click()
    unit, t = 5, len(bear) - 1
    choose_unit(page, unit)
    lines = page.locator(".formulas .worked").all_inner_texts()
    for gate, line in zip((0, 1, 2, 3), (lines[0], lines[1], lines[2], lines[4]), strict=True):
        inside = re.search(r"(?:σ|tanh)\((.*?)\) = ", line)[1]
        shown = [text.strip("()") for text in inside.split(" + ")]
        true = bear.hidden_part[t, gate, unit], bear.input_part[t, gate, unit], bear.bias[gate, unit]
        for text, value in zip(shown, true, strict=True):
            digits = len(text.partition(".")[2])
            assert abs(number(text) - value) <= 0.5 * 10**-digits + 1e-6


def test_code_beside_the_formula_is_that_of_lstm_py(reading):
    page = reading
    page.get_by_text("The lines of lstm.py that compute this").click()
    source = Path("lstm_viz/lstm.py").read_text("utf-8")
    for name in STAGES:
        stage(page, name).click()
        lines = page.locator(".formulas pre").inner_text().splitlines()
        assert len(lines) in (2, 4)
        assert all(line in source for line in lines)


def bars(page: Page) -> list[tuple[str, float]]:
    rows = page.locator(".bars li")
    words, shares = rows.locator(".word").all_inner_texts(), rows.locator(".p").all_inner_texts()
    return [(word, number(share) / 100) for word, share in zip(words, shares, strict=True)]


def assert_predictions(page: Page, predicted: list[tuple[str, float]]):
    shown = bars(page)
    assert [word for word, _ in shown] == [show(word) for word, _ in predicted]
    assert [p for _, p in shown] == pytest.approx([p for _, p in predicted], abs=0.000501)


def test_next_words_are_those_of_the_model(reading, everyday, bear):
    page = reading
    for t in (0, 4, len(bear) - 1):
        page.locator(f'.chip[data-t="{t}"]').click()
        expect_step(page, t)
        assert_predictions(page, everyday.predict(bear, t))


def test_temperature(reading, everyday, bear):
    page = reading
    button(page, "Last step").click()
    slider = page.get_by_label("Temperature", exact=True)
    slider.focus()
    scores = everyday.scores(bear.hidden_state[-1])
    for key, tau in (("Home", 0.2), ("End", 2.0), ("ArrowLeft", 1.9)):
        page.keyboard.press(key)
        expect(page.locator(".temperature output")).to_have_text(f"{tau:.1f}")
        p = softmax(scores.astype(np.float64) / tau)
        best = np.argsort(-p)[:10]
        assert_predictions(page, [(everyday.vocabulary.tokens[k], p[k]) for k in best])
    expect_step(page, len(bear) - 1)  # the keys moved the slider, not the step


def take_best(page: Page, predicted) -> str:
    """Take the likeliest word that can be added to a text."""
    word = next(word for word, _ in predicted if word[0].isalpha())
    page.locator(".bars li button:not([disabled])", has=page.get_by_text(word, exact=True)).click()
    return word


def test_take_a_word(typing, everyday):
    page = typing
    read(page, "The dog")
    expect_tokens(page, ["the", "dog"])
    button(page, "Last step").click()
    taken = ["the", "dog"]
    for t in (2, 3):
        taken.append(take_best(page, everyday.predict(everyday.trace(taken))))
        expect_tokens(page, taken)
        expect_step(page, t)
        expect(page.get_by_label("Your text", exact=True)).to_have_value(" ".join(taken))
    trace = everyday.trace(taken)
    assert_predictions(page, everyday.predict(trace))
    # in the middle: what followed there is replaced
    page.locator('.chip[data-t="0"]').click()
    expect_step(page, 0)
    word = take_best(page, everyday.predict(trace, 0))
    expect_tokens(page, ["the", word])
    expect_step(page, 1)


def spot(plot, t: int, row: int) -> dict:
    """Where step t and row stand on a chart."""
    return plot.evaluate(
        """(gd, [t, row]) => {
          const {xaxis, yaxis} = gd._fullLayout;
          return {x: xaxis._offset + xaxis.l2p(t), y: yaxis._offset + yaxis.l2p(row)};
        }""",
        [t, row],
    )


def test_click_on_a_heat_map(reading, bear):
    page = reading
    for k, (t, row) in enumerate([(2, 3), (8, 100), (0, 127)]):
        plot = page.locator(CHARTS).nth(k)
        plot.scroll_into_view_if_needed()
        plot.click(position=spot(plot, t, row))
        expect_step(page, t)
        unit = page.get_by_role("spinbutton", name="Unit", exact=True).input_value()
        assert abs(int(unit) - row) <= 1  # a row is about a pixel high


def test_cursors_follow_the_step_on_every_chart(reading):
    page = reading
    for t in (0, 5):
        page.locator(f'.chip[data-t="{t}"]').click()
        for plot in page.locator(CHARTS).all():
            left = spot(plot, t - 0.5, 0)["x"]
            cursor = plot.locator("> .lstm-cursor")
            assert cursor.evaluate("e => e.offsetLeft") == pytest.approx(left, abs=1.5)
            assert cursor.evaluate("e => e.offsetWidth") > 3


def test_heat_map_shows_the_trace(reading, bear):
    page = reading
    shown = page.locator(CHARTS).first.evaluate("gd => [...gd._fullData[0].z].map((row) => [...row])")
    np.testing.assert_allclose(np.array(shown), bear.forget_gate.T, atol=1e-6)


def test_line_view_and_its_table(reading, bear):
    page = reading
    choose_unit(page, 9)
    panel = page.get_by_role("region", name="One unit over time", exact=True)
    panel.get_by_text("The same as a table").click()
    rows = panel.locator("tr")
    expect(rows).to_have_count(len(bear) + 1)
    for t, row in enumerate(rows.all()[1:]):
        expected = [getattr(bear, role.field)[t, 9] for role in ROLES]
        shown = [number(text) for text in row.locator("td").all_inner_texts()]
        assert shown == pytest.approx(np.float64(expected), abs=0.000501)
    button(page, "mean of all units").click()
    shown = [number(text) for text in rows.nth(3).locator("td").all_inner_texts()]
    means = [np.abs(getattr(bear, role.field)[2]).mean() for role in ROLES]
    assert shown == pytest.approx(np.float64(means), abs=0.000501)


def test_table_twin_of_the_heat_maps(typing):
    page = typing
    page.get_by_text("The same numbers as a table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_word_map_names_the_neighbours(reading, everyday, bear):
    page = reading
    names = page.locator(".map .name").all_text_contents()
    assert names == list(dict.fromkeys(bear.tokens))
    word = "bear"
    page.locator(f'.map .word-dot[data-place="{names.index(word)}"]').hover()
    unit_vectors = embeddings.normalize(everyday.embeddings)
    caption = page.locator(".map .caption")
    expect(caption).to_contain_text(f"Nearest to {word}")
    for row, cosine in embeddings.neighbours(unit_vectors, everyday.vocabulary.index[word]):
        expect(caption).to_contain_text(f"{show(everyday.vocabulary.tokens[row])} {cosine:.2f}")


def test_word_map_joins_the_words_read_so_far(reading):
    page = reading
    for t in (0, 3, 8):
        page.locator(f'.chip[data-t="{t}"]').click()
        points = page.locator(".map .path").get_attribute("points").split()
        assert len(points) == t + 1
        dot = page.locator(".map .word-dot.now")
        x, y = map(float, points[-1].split(","))
        assert (float(dot.get_attribute("cx")), float(dot.get_attribute("cy"))) == pytest.approx((x, y))


def test_unknown_words_are_marked(typing):
    page = typing
    read(page, "the baseballl flies qwxzqwxz")
    unknown = page.locator(".chip.unknown")
    expect(unknown).to_have_count(2)
    expect(unknown.first).to_contain_text("baseball?")
    expect(unknown.last).to_contain_text("unknown")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=document.title='broken'> <b>bold</b>",
        r"$\frac{a}{b}$ **x** &amp; </script>",
        "שלום the dog 🐻",
    ],
)
def test_any_text_is_shown_as_text(typing, everyday, text):
    page = typing
    read(page, text)
    expect_tokens(page, everyday.trace(text).tokens)
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))
    assert page.locator("img[src=x]").count() == 0
    assert page.title() != "broken"


def test_nothing_to_read_keeps_the_picture(typing):
    page = typing
    read(page, "A dog sleeps")
    expect_tokens(page, ["a", "dog", "sleeps"])
    read(page, "   ")
    expect(page.get_by_text("type a few words")).to_be_visible()
    expect_tokens(page, ["a", "dog", "sleeps"])
    expect(page.locator(CHARTS)).to_have_count(len(ROLES))


def test_link_restores_the_view(opened, page, app_url):
    opened()
    read(page, "A dog runs home.")
    expect_tokens(page, ["a", "dog", "runs", "home", "."])
    page.locator('.chip[data-t="3"]').click()
    choose_unit(page, 42)
    expect(page).to_have_url(re.compile(r"unit=42"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app_url)
    button(page, "Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    query = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert query == {"text": "A dog runs home.", "model": "everyday", "t": "4", "unit": "42"}
    said = says(page)
    opened(query=link.partition("?")[2])
    assert tokens(page) == ["a", "dog", "runs", "home", "."]
    expect_step(page, 3)
    expect(page.get_by_role("spinbutton", name="Unit", exact=True)).to_have_value("42")
    expect(page.get_by_label("Your text", exact=True)).to_have_value("A dog runs home.")
    assert says(page) == said


def test_training_snapshot_keeps_the_step(opened, bear):
    page = opened()
    slider = page.get_by_role("slider", name="How much has it learned?")
    before = says(page)
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator(".says")).not_to_have_text(before)
    expect_step(page, RIVER)
    expect_tokens(page, bear.tokens)
    expect(page).to_have_url(re.compile("learned=snapshots"))
    page.keyboard.press("End")
    expect(page.locator(".says")).to_have_text(before)


def test_order_of_the_units(opened, bear):
    page = opened()
    choose_unit(page, 7)
    order = np.argsort(-np.abs(bear.cell_state).mean(axis=0), kind="stable").tolist()
    page.get_by_test_id("stButtonGroup").get_by_text("activity").click()
    page.wait_for_function(
        "([selector, first]) => document.querySelector(selector)?._fullData?.[0].y[0] === first",
        arg=[CHARTS, f"unit {order[0]}"],
    )
    unit = page.get_by_role("spinbutton", name="Unit", exact=True)
    expect(unit).to_have_value("7")
    plot = page.locator(CHARTS).first
    plot.click(position=spot(plot, 1, 2))
    expect_step(page, 1)
    assert int(unit.input_value()) in order[1:4]  # a row is about a pixel high


def test_downloads(reading, bear, tmp_path):
    page = reading
    for label, name in (("All numbers as CSV", "trace.csv"), ("All numbers as JSON", "trace.json")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    rows = list(csv.DictReader((tmp_path / "trace.csv").open(encoding="utf-8")))
    forget = np.array([row["forget_gate"] for row in rows], np.float32)
    np.testing.assert_array_equal(forget.reshape(bear.forget_gate.shape), bear.forget_gate)
    content = json.loads((tmp_path / "trace.json").read_text("utf-8"))
    assert content["tokens"] == bear.tokens
    np.testing.assert_array_equal(np.float32(content["cell_state"]), bear.cell_state)


def test_reduced_motion(reading):
    """With the system's wish for less motion nothing slides or flows, and everything still works."""
    moving = """(root) => [...root.querySelectorAll('*')].map(getComputedStyle).filter((style) =>
        parseFloat(style.transitionDuration) || style.animationName !== 'none').length"""
    page = reading
    stage(page, "Forget").click()
    assert page.locator(".stepper").evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.locator(".stepper").evaluate(moving) == 0
    page.get_by_label("Speed", exact=True).select_option("1×")  # slow enough to be seen under way
    button(page, "Play").click()
    expect_step(page, RIVER + 1)
    button(page, "Pause").click()
    page.emulate_media(reduced_motion="no-preference")


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
