"""Numbers and tokens as sentences show them."""

import numpy as np
import pytest

from lstm_viz.look.narration import show, signed, worked


@pytest.mark.parametrize(
    ("token", "shown"),
    [(" ", "␣"), ("\n", "⏎"), ("<unk>", "(rare word)"), ("<end>", "(end)"), ("dog", "dog")],
)
def test_show(token, shown):
    assert show(token) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.00"), (-0.0, "0.00"), (-0.004, "0.00"), (-1.5, "−1.50"), (2.346, "2.35")],
)
def test_signed(value, text):
    assert signed(value) == text


def test_worked_terms_give_the_result():
    rng = np.random.default_rng(0)
    for a, b in rng.uniform(-1, 1, (500, 2)).tolist():
        shown = [float(term.replace("−", "-")) for term in worked(lambda x, y: x * y, [a, b], a * b)]
        assert signed(shown[0] * shown[1]) == signed(a * b)
