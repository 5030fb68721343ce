"""Orders of the units, and the unit that the page follows at first."""

import numpy as np
import pytest

from lstm_viz.nn import lstm
from lstm_viz.studies.order import ORDERS, by_activity, by_index, by_similarity, longest_memory


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (2, 5), (30, 1), (9, 64)])
def test_every_order_holds_every_unit_once(order, shape):
    C = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    assert sorted(order(C).tolist()) == list(range(shape[1]))


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_silent_layer(order):
    assert sorted(order(np.zeros((4, 6), np.float32)).tolist()) == list(range(6))


def test_by_index():
    assert by_index(np.zeros((2, 4))).tolist() == [0, 1, 2, 3]


def test_by_activity():
    C = np.array([[0.1, -3.0, 1.0], [0.1, 2.0, -1.0]])
    assert by_activity(C).tolist() == [1, 2, 0]


def test_units_that_behave_alike_stand_side_by_side():
    """Three courses, each shared by four units of different strength, dealt out at random."""
    time = np.linspace(0, 6, 40)
    courses = np.stack([np.sin(time), np.cos(time), -np.sin(time) - np.cos(time)])
    family = np.random.default_rng(1).permutation(np.repeat(np.arange(3), 4))
    C = (courses[family] * np.linspace(0.5, 4, 12)[:, None]).T
    families = family[by_similarity(C)]
    # read around a circle there are as many changes as families
    assert (families != np.roll(families, 1)).sum() == 3


def test_longest_memory_holds_what_an_early_word_wrote(bear):
    """By its definition: what word k wrote, times every forget gate after it."""
    T, H = bear.forget_gate.shape
    best = {}
    for unit in range(H):
        for k in range(2 * T // 3):
            left = (
                bear.input_gate[k, unit]
                * bear.candidate[k, unit]
                * bear.forget_gate[k + 1 :, unit].prod()
            )
            best[unit] = max(best.get(unit, 0), abs(left))
    assert longest_memory(bear) == max(best, key=best.get)


def test_longest_memory_of_one_word(everyday):
    trace = everyday.trace("hello")
    assert longest_memory(trace) == np.abs(trace.input_gate * trace.candidate)[0].argmax()


def test_what_all_words_wrote_is_the_memory():
    """Σ_k (∏_{j>k} f_j) ∗ i_k ∗ C̃_k = C_T, on which `longest_memory` rests."""
    rng = np.random.default_rng(0)
    weights = (
        rng.standard_normal((32, 3)),
        rng.standard_normal((32, 8)),
        rng.standard_normal(32),
        np.zeros(32),
    )
    trace = lstm.run(lstm.LSTMParameters.from_torch(*weights), rng.standard_normal((12, 3)))
    total = sum(
        trace.forget_gate[k + 1 :].prod(axis=0) * trace.input_gate[k] * trace.candidate[k]
        for k in range(12)
    )
    np.testing.assert_allclose(total, trace.cell_state[-1], atol=1e-5)
