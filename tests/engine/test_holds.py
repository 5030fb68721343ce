"""Gates held in the browser against `studies.intervention`, which is held against a plain PyTorch loop."""

import random

import numpy as np
import pytest

import lstm_viz
from lstm_viz.browser.engine import payload
from lstm_viz.models import checkpoints
from lstm_viz.studies import intervention
from lstm_viz.studies.intervention import Hold

from .node import ask, read_arrays

FIELDS = "forget_gate input_gate candidate output_gate cell_state hidden_state hidden_part".split()
TEXT = "He said, after a while, the grizzly bear goes to the river to catch"


def random_holds(chance: random.Random, T: int, H: int) -> list[Hold]:
    """Up to three holds that don't contradict each other."""
    holds = []
    for target in chance.sample(intervention.TARGETS, k=chance.randint(0, 3)):
        value = (
            0 if target == intervention.ERASE else chance.choice([0, 1, 0.5, round(chance.random(), 3)])
        )
        units = chance.choice([None, tuple(sorted(chance.sample(range(H), 5)))])
        steps = chance.choice([None, tuple(sorted(chance.sample(range(T), chance.randint(1, T))))])
        holds.append(Hold(target, value, units, steps))
    return holds


@pytest.mark.parametrize("name", ["everyday", "letters"])
def test_holds_equal_python_s(name, tmp_path):
    model, chance = lstm_viz.load_model(name), random.Random(2)
    free = model.trace(TEXT)
    cases = [random_holds(chance, *free.cell_state.shape) for _ in range(60)]
    expected = [intervention.repeat(model, free, holds) for holds in cases]
    ask(
        "hold.js",
        tmp_path,
        {
            "weights": str(checkpoints.shipped(name)),
            "writing": payload.writing(),
            "cases": [{"text": TEXT, "holds": [str(hold) for hold in holds]} for holds in cases],
            "fields": FIELDS,
            "arrays": str(tmp_path / "arrays"),
        },
    )
    shapes = {(k, f): getattr(held, f).shape for k, held in enumerate(expected) for f in FIELDS}
    found = read_arrays(tmp_path / "arrays", shapes)
    for (k, field), array in found.items():
        there = getattr(expected[k], field)
        np.testing.assert_allclose(array, there, atol=1e-5, rtol=1e-6, err_msg=f"{field}: {cases[k]}")
