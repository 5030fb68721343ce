"""All units and one unit over time: charts, their cursors, their tables."""

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_viz.look.roles import ROLES
from lstm_viz.studies.order import by_similarity
from tests.browser.gates.page import (
    CHARTS,
    button,
    choose_unit,
    expect_step,
    number,
    read,
    spot,
    with_charts,
)


def test_click_on_a_heat_map(reading, bear):
    page, order = reading, by_similarity(bear.cell_state).tolist()
    for k, (t, row) in enumerate([(2, 3), (8, 100), (0, 127)]):
        plot = page.locator(CHARTS).nth(k)
        plot.scroll_into_view_if_needed()
        plot.click(position=spot(plot, t, row))
        expect_step(page, t)
        unit = page.get_by_role("spinbutton", name="Unit", exact=True).input_value()
        assert abs(order.index(int(unit)) - row) <= 1  # a row is about a pixel high


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
    np.testing.assert_allclose(
        np.array(shown), bear.forget_gate.T[by_similarity(bear.cell_state)], atol=1e-6
    )


def test_numbers_in_the_text_get_columns_of_their_own(typing):
    page = typing
    read(page, "The 2 cats saw 3 dogs in 2001")
    for plot in page.locator(CHARTS).all():
        expect(plot.locator(".xtick text")).to_have_text(
            ["the", "2", "cats", "saw", "3", "dogs", "in", "2001"]
        )
        expect(plot.locator(".hm image")).to_have_count(1)
    assert spot(page.locator(CHARTS).first, 7, 0)["x"] > spot(page.locator(CHARTS).first, 6, 0)["x"]


def test_order_of_the_units(opened, settled, bear):
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
    settled(page)  # the other charts are drawn anew one after the other
    plot = with_charts(page).locator(CHARTS).first
    plot.click(position=spot(plot, 1, 2))
    expect_step(page, 1)
    assert int(unit.input_value()) in order[1:4]  # a row is about a pixel high


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
