"""What is tried in the picture of the Gates page, as the script hears of it: holds, comparisons, their links."""

import base64

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.studies import intervention
from lstm_viz.studies.transplant import Transplant, transplant
from tests.pages.test_gates import EXAMPLES, heat_maps, opened, shown, typed


@pytest.fixture
def app() -> AppTest:
    return opened()


def forget_map(app: AppTest) -> np.ndarray:
    """The numbers of the forget gate's heat map (H, T), by the units' numbers."""
    heat = heat_maps(app)[0]
    z, units = heat["z"], [int(name.removeprefix("unit ")) for name in heat["y"]]
    shape = tuple(map(int, z["shape"].split(",")))
    return np.frombuffer(base64.b64decode(z["bdata"]), z["dtype"]).reshape(shape)[np.argsort(units)]


HELD = "forget=0@units:3@steps:4"


def test_holds_reach_the_heat_maps_and_the_downloads(app, everyday, bear):
    typed(app, EXAMPLES[0]["text"], holds=[HELD])
    held = intervention.repeat(everyday, bear, [intervention.Hold.parse(HELD)])
    assert shown(app)["live"]["holds"] == [HELD]
    forget = forget_map(app)
    assert forget[3, 3] == 0 and bear.forget_gate[3, 3] > 0
    np.testing.assert_allclose(forget, held.forget_gate.T, atol=1e-6)
    assert any("as you changed it" in caption.value for caption in app.caption)


def test_holds_and_comparison_come_from_the_link():
    app = opened(text="A dog runs home", hold=HELD, put="C-2-5", level="units")
    live = shown(app)["live"]
    assert live["holds"] == [HELD]
    assert live["transplant"] == {"what": "C", "t": 1, "unit": 5}
    assert shown(app)["level"] == "units"


@pytest.mark.parametrize(
    "holds", [["forget=7"], ["nonsense"], 5, [["x"]], ["forget=0@units:9999"], ["forget=0@steps:999"]]
)
def test_holds_that_do_not_fit_are_left_out(app, bear, holds):
    typed(app, EXAMPLES[0]["text"], holds=holds)
    forget = forget_map(app)
    np.testing.assert_allclose(forget, bear.forget_gate.T, atol=1e-6)


def test_units_keep_their_square_whatever_is_read(app):
    squares = shown(app)["grid"]
    assert sorted(squares) == list(range(160))
    typed(app, "A dog runs home")
    assert shown(app)["grid"] == squares


def test_a_kept_memory_is_where_the_reading_starts(app, everyday):
    typed(app, "it was", after="The film was not good,")
    whole = everyday.trace("The film was not good, it was")
    np.testing.assert_allclose(forget_map(app), whole.forget_gate[-2:].T, atol=1e-5)
    assert shown(app)["live"]["after"] == "The film was not good,"


def test_a_part_can_stand_in_a_course_page():
    app = opened(text="A dog runs home", show="cell,next,nonsense", embed="true")
    assert shown(app)["show"] == ["cell", "next"]
    assert not app.title and not app.header  # the stage alone
    assert not heat_maps(app)
    assert len(heat_maps(opened(show="gates"))) == 6


def test_a_transplant_reaches_the_heat_maps(app, everyday):
    first, second = "the dogs that live near the old house", "the dog that live near the old house"
    typed(app, second, pinned=first, transplant={"what": "C", "t": 4, "unit": None})
    mixed = transplant(everyday, everyday.trace(first), everyday.trace(second), Transplant(4, 4))
    np.testing.assert_allclose(forget_map(app), mixed.forget_gate.T, atol=1e-6)
    typed(app, second, pinned=first, transplant={"what": "C", "t": 99, "unit": 10_000})
    np.testing.assert_allclose(forget_map(app), everyday.trace(second).forget_gate.T, atol=1e-6)


def test_a_transplant_and_holds_reach_the_heat_maps_together(app, everyday):
    first, second = "the dogs that live near the old house", "the dog that live near the old house"
    hold = "forget=0@units:3@steps:7"  # after what is put in, and read from it
    typed(app, second, pinned=first, holds=[hold], transplant={"what": "C", "t": 4, "unit": None})
    clamp = intervention.lay_out([intervention.Hold.parse(hold)], 8, everyday.sizes["H"])
    held = intervention.repeat(everyday, everyday.trace(second), [intervention.Hold.parse(hold)])
    mixed = transplant(everyday, everyday.trace(first), held, Transplant(4, 4), clamp)
    np.testing.assert_allclose(forget_map(app), mixed.forget_gate.T, atol=1e-6)
    assert forget_map(app)[3, 6] == 0
    assert any("as you changed it" in caption.value for caption in app.caption)


def test_units_keep_their_row_whatever_is_held(app):
    rows = [heat["y"] for heat in heat_maps(app)]
    typed(app, EXAMPLES[0]["text"], holds=["forget=0"])
    assert [heat["y"] for heat in heat_maps(app)] == rows
    assert rows[0] == [f"unit {unit}" for unit in shown(app)["order"]]


def test_another_page_brings_its_holds(app):
    other = "output=1@steps:2"
    typed(app, EXAMPLES[0]["text"], holds=[HELD])
    app.query_params["held"] = [other, "nonsense"]
    app.run()
    assert shown(app)["live"]["holds"] == [other]
    assert "held" not in app.query_params
    assert shown(opened(text="A dog runs home", held=other))["live"]["holds"] == [other]
