"""Claims of the Convolution page about the shipped ConvLSTM, recomputed."""

import numpy as np
import pytest

from lstm_viz import lessons
from lstm_viz.models.moving_dots import MovingDots, film, throw

PICTURES, FILMS = 24, 20
PAGE = lessons.load("convolution")


@pytest.fixture(scope="module")
def model():
    return MovingDots.load()


def watched(model, seen: int):
    """Mean errors of each expected picture, (PICTURES − 1,), of the network and of repeating."""
    films = [model.watch(film(*throw(2, seed), PICTURES), seen) for seed in range(FILMS)]
    return np.mean([w.errors for w in films], 0), np.mean([w.errors_of_repeating for w in films], 0)


def test_it_needs_two_pictures_to_know_which_way_a_dot_flies(model):
    errors, _ = watched(model, PICTURES)
    first, later = errors[0], errors[3:12].mean()
    assert first > 1.5 * later and errors[0] > errors[1] > errors[2]


def test_it_foresees_better_than_repeating_the_last_picture(model):
    errors, repeating = watched(model, PICTURES)
    assert errors[3:].mean() < repeating[3:].mean()


def test_alone_its_errors_grow_and_the_dots_pale(model):
    seen = 8
    errors, _ = watched(model, seen)
    assert errors[-3:].mean() > errors[seen - 3 : seen].mean()
    films = [model.watch(film(*throw(2, seed), PICTURES), seen) for seed in range(FILMS)]
    brightest = np.mean([w.expected.max(axis=(1, 2)) for w in films], 0)
    assert brightest[-3:].mean() < brightest[seen - 3 : seen].mean()


def test_the_count_on_the_page_is_that_of_the_equations(model):
    H, k = model.sizes["H"], model.sizes["k"]
    each = H * (H + 1) * k * k + H  # a kernel for each of h and x, and a bias
    assert f"**{4 * each:,}** trained numbers" in PAGE["count"].format(**model.sizes)
