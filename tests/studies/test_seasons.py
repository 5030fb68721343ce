"""Seasons of a course, and forecasts beside those of last year."""

import numpy as np

from lstm_viz.inputs.series import Scaling, Series
from lstm_viz.studies.forecast import one_ahead
from lstm_viz.studies.seasons import most_seasonal, season


def test_a_pure_season_explains_all_and_noise_hardly_anything():
    t = np.arange(240)
    assert season(np.sin(2 * np.pi * t / 12), 12).share > 0.999999
    noise = season(np.random.default_rng(0).normal(size=2400), 12)
    assert noise.share < 0.02
    assert season(np.ones(24), 12).share == 0


def test_the_share_is_the_r2_of_a_regression_on_the_months():
    course = np.random.default_rng(1).normal(size=60) + np.tile(np.arange(12), 5)
    months = np.eye(12)[np.arange(60) % 12]
    rest = course - months @ np.linalg.lstsq(months, course, rcond=None)[0]
    np.testing.assert_allclose(season(course, 12).share, 1 - rest.var() / course.var())


def test_the_unit_that_swings_most():
    t = np.arange(48)[:, None]
    unit, found = most_seasonal(np.array([0.1, 0.4, 0.2]) * np.sin(2 * np.pi * t / 12), 12)
    assert unit == 1 and abs(found.swing - 0.8) < 1e-9


def forecast(changes: bool):
    """A head that always says the right next number."""
    values = np.cumsum(np.random.default_rng(2).normal(size=(40, 2)), axis=0)
    levels = Series(("a", "b"), tuple(map(str, range(40))), values)
    read = np.diff(values, axis=0) if changes else values
    scaling = Scaling.of(read)
    x = scaling.apply(read).astype(np.float64)
    scores = np.vstack([x[1:], np.zeros((1, 2))])
    return levels, one_ahead(levels, scores, scaling, changes, 12, 30)


def test_a_perfect_head_is_never_wrong_whatever_it_reads():
    for changes in (False, True):
        levels, found = forecast(changes)
        assert found.labels[0] == "30" and found.errors()["network"] < 1e-5
        np.testing.assert_array_equal(found.last_period, levels.values[18:28])
        np.testing.assert_allclose(
            found.last_change, levels.values[29:39] + levels.values[18:28] - levels.values[17:27]
        )
