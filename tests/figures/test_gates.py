"""The heat maps show the trace."""

import numpy as np
import plotly.graph_objects as go
import pytest

from lstm_viz.figures.gates import heat_map
from lstm_viz.look.roles import CELL, ROLES, colorscale, rgba
from lstm_viz.studies.order import by_activity


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.field)
def test_values_are_those_of_the_trace(bear, role):
    order = by_activity(bear.cell_state)
    (heat,) = go.Figure(heat_map(bear, role, order)).data
    np.testing.assert_array_equal(heat.z, getattr(bear, role.field)[:, order].T)
    assert list(heat.x) == [f"{t}. {token}" for t, token in enumerate(bear.tokens, 1)]
    assert list(heat.y) == [f"unit {unit}" for unit in order]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.field)
def test_scale_means_the_same_in_every_text(everyday, bear, role):
    short = everyday.trace("no")
    order = np.arange(everyday.sizes["H"])
    ranges = [
        (heat.zmin, heat.zmax)
        for trace in (bear, short)
        for heat in go.Figure(heat_map(trace, role, order)).data
    ]
    if role is CELL:  # no bound of its own: symmetric about zero
        assert all(low == -high for low, high in ranges)
    else:
        assert ranges == [((-1.0 if role.signed else 0.0), 1.0)] * 2


def test_a_map_can_be_measured_by_another_pass(everyday, bear):
    order, short = np.arange(everyday.sizes["H"]), everyday.trace("no")
    (own,), (heat,) = (
        go.Figure(heat_map(bear, CELL, order)).data,
        go.Figure(heat_map(short, CELL, order, bear)).data,
    )
    assert (heat.zmin, heat.zmax) == (own.zmin, own.zmax)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.field)
def test_scale_is_clear_at_zero(role):
    scale = dict(colorscale(role))
    places = [place for place, _ in colorscale(role)]
    assert (places[0], places[-1]) == (0, 1) and places == sorted(places)
    assert scale[0.5 if role.signed else 0].endswith(", 0)")
    assert scale[1] == role.colour


def test_roles_can_be_told_apart():
    for name in ("field", "name", "symbol", "colour", "dash"):
        assert len({getattr(role, name) for role in ROLES}) == len(ROLES), name


def test_rgba():
    assert rgba("#0072B2", 0.5) == "rgba(0, 114, 178, 0.5)"


def test_words_are_text_not_markup(everyday):
    """Plotly reads <b> in labels as markup; tokens are single signs, so no tag can arise."""
    trace = everyday.trace("<b>bold</b> <a href='x'>")
    (heat,) = go.Figure(heat_map(trace, CELL, np.arange(everyday.sizes["H"]))).data
    assert not any("<" in label and ">" in label for label in heat.x)


def test_long_text_names_at_most_two_dozen_words(everyday):
    trace = everyday.trace(["extraordinarily", "the"] * 60)
    figure = go.Figure(heat_map(trace, CELL, np.arange(everyday.sizes["H"])))
    assert figure.data[0].z.shape == (everyday.sizes["H"], 120)
    assert len(figure.layout.xaxis.ticktext) == len(figure.layout.xaxis.tickvals) <= 24
    assert max(map(len, figure.layout.xaxis.ticktext)) <= 9
