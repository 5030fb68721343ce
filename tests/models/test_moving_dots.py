"""Films made by rule, and what the shipped ConvLSTM makes of them."""

import numpy as np
import pytest

from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.moving_dots import MARGIN, SIDE, MovingDots, film, reflect, throw


def test_dots_fly_straight_and_bounce():
    straight = reflect(np.array([5.0, 6.0]))
    np.testing.assert_allclose(straight, [5, 6])
    far = SIDE - 1 - MARGIN
    np.testing.assert_allclose(reflect(np.array([far + 1, far + 2])), [far - 1, far - 2])
    np.testing.assert_allclose(reflect(np.array([MARGIN - 1])), [MARGIN + 1])
    path = reflect(np.linspace(-50, 50, 999))
    assert path.min() >= MARGIN and path.max() <= far
    assert np.abs(np.diff(path)).max() <= 100 / 998 + 1e-9


def test_a_film_shows_each_dot_where_it_is():
    pictures = film(np.array([[4.0, 5.0]]), np.array([[1.0, 0.5]]), 4)
    assert pictures.shape == (4, 1, SIDE, SIDE) and pictures.min() >= 0 and pictures.max() <= 1
    grid = np.arange(SIDE)
    for t, picture in enumerate(pictures[:, 0]):
        rows = (picture.sum(axis=1) * grid).sum() / picture.sum()
        columns = (picture.sum(axis=0) * grid).sum() / picture.sum()
        assert (rows, columns) == pytest.approx((4 + t, 5 + t / 2), abs=0.02)


def test_same_seed_same_dots():
    for a, b in zip(throw(3, 7), throw(3, 7), strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(throw(3, 7)[0], throw(3, 8)[0])


def test_the_shipped_network_foresees_better_than_repeating():
    model, errors = MovingDots.load(), []
    for seed in range(30):
        watching = model.watch(film(*throw(1 + seed % 3, [99, seed]), 18), 12)
        errors.append([watching.errors, watching.errors_of_repeating])
    ours, repeating = np.mean(errors, axis=0)  # (17,) each
    assert ours[3:11].mean() < 0.7 * repeating[3:11].mean()  # while it sees, once it knows the speed
    assert ours[11:].mean() < 0.7 * repeating[11:].mean()  # alone


def test_what_is_expected_comes_from_the_steps_before():
    model = MovingDots.load()
    pictures = film(*throw(2, 0), 12)
    changed = pictures.copy()
    changed[6:] = 0
    a, b = model.watch(pictures, 12), model.watch(changed, 12)
    np.testing.assert_array_equal(a.expected[:7], b.expected[:7])
    assert not np.allclose(a.expected[7], b.expected[7])
    hidden = model.watch(changed, 6)
    np.testing.assert_allclose(hidden.expected, model.watch(pictures, 6).expected)


def test_a_saved_model_is_read_back_and_a_broken_one_refused(tmp_path):
    model = MovingDots.load()
    model.save(tmp_path / "again.safetensors")
    assert MovingDots.load(tmp_path / "again.safetensors").sizes == model.sizes
    with pytest.raises(ModelError, match="no model file"):
        MovingDots.load(tmp_path / "none.safetensors")
    with pytest.raises(ModelError, match="has no"):
        MovingDots({}, {})
