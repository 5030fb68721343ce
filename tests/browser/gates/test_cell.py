"""The picture of the cell and its formulas show the numbers of the pass."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_viz.look.roles import ROLES
from lstm_viz.ui.gates import trials
from tests.browser.gates.page import (
    BEAR,
    RIVER,
    STAGES,
    button,
    choose_unit,
    evaluated,
    expect_step,
    expect_tokens,
    number,
    read,
    show_level,
    stage,
)


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


def squares(page, card: str) -> np.ndarray:
    """How strongly each square of a card is painted, 0…1, in their order."""
    pixels = page.locator(f'.card[data-card="{card}"] canvas').evaluate(
        """(c) => {
          const { data } = c.getContext("2d").getImageData(0, 0, c.width, c.height);
          const at = (x, y) => data[4 * (y * c.width + x) + 3];
          return Array.from({ length: 160 }, (_, k) => at((k % 16) * 8 + 3, Math.floor(k / 16) * 8 + 3));
        }"""
    )
    return np.array(pixels) / 255


def test_every_unit_has_its_square_in_every_card(reading, bear, everyday):
    """Full where the gate is 1, nearly clear where it is 0; the same unit at the same place in all."""
    page = reading
    show_level(page, "Units")
    order = trials.grid("everyday")
    for card, values in (
        ("f", bear.forget_gate[RIVER]),
        ("i", bear.input_gate[RIVER]),
        ("h_t", np.abs(bear.hidden_state[RIVER])),
    ):
        np.testing.assert_allclose(squares(page, card), 0.06 + 0.94 * values[order], atol=0.01)
    show_level(page, "Story")


def test_a_unit_under_the_pointer_is_lit_in_all_cards_and_worked_out(reading, bear):
    page = reading
    show_level(page, "Units")
    canvas = page.locator('.card[data-card="f"] canvas')
    canvas.hover(position={"x": 3, "y": 3})
    unit = trials.grid("everyday")[0]
    expect(page.locator(".stepper .hover-mark:visible")).to_have_count(8)
    kept = page.locator(".worked-out.keep").inner_text()
    *terms, result = kept.split(" = ")
    assert number(result) == pytest.approx(
        float(bear.forget_gate[RIVER, unit] * bear.cell_state[RIVER - 1, unit]), abs=0.005001
    )
    assert abs(evaluated(terms[0]) - number(result)) <= 0.005 + 1e-9
    page.locator(".says").hover()
    expect(page.locator(".stepper .hover-mark:visible")).to_have_count(0)
    show_level(page, "Story")


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
    source = Path("lstm_viz/nn/lstm.py").read_text("utf-8")
    for name in STAGES:
        stage(page, name).click()
        lines = page.locator(".formulas pre").inner_text().splitlines()
        assert len(lines) in (2, 4)
        assert all(line in source for line in lines)
