"""The three ways to look at a memory: shares that add up, and deletions that are real readings."""

import numpy as np
import pytest

import lstm_viz
from lstm_viz.studies import lens


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.fixture(scope="module")
def trace(model):
    return model.trace("The dogs that live near the old house are")


@pytest.fixture(params=["all", "unit", "word", "word in full"])
def view(request, model, trace):
    word = model.vocabulary.index["happy"]
    return {
        "all": lambda: lens.all_units(trace),
        "unit": lambda: lens.one_unit(trace, 5),
        "word": lambda: lens.next_word(trace, model, word, first_order=True),
        "word in full": lambda: lens.next_word(trace, model, word),
    }[request.param]()


def test_shares_and_rest_make_the_value(view):
    rests = sum(view.rests.values(), np.zeros_like(view.value))
    np.testing.assert_allclose(view.shares.sum(axis=0) + rests, view.value, atol=1e-4)


def test_only_the_bias_is_left_where_the_secant_is_taken(model, trace):
    word = model.vocabulary.index["happy"]
    view = lens.next_word(trace, model, word)
    assert list(view.rests) == ["the head's bias"]
    left = view.value - view.shares.sum(axis=0)
    np.testing.assert_allclose(left, model.head_bias[word], atol=1e-4)


def test_deletion_is_the_change_of_the_value(model, trace, view):
    deletion = view.deletion(model.parameters, trace, len(trace) - 1)
    for k in (0, 1, 5):
        again = model.trace([*trace.tokens[:k], *trace.tokens[k + 1 :]])
        without = view.read(again.cell_state[-1:], again.hidden_state[-1:], len(trace) - 1)[0]
        assert deletion[k] == pytest.approx(view.value[-1] - without, abs=1e-4)
