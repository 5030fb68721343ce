"""Transplanted states and the sums over words in the browser against Python's studies."""

import random
from types import SimpleNamespace

import numpy as np
import pytest

import lstm_viz
from lstm_viz.browser.engine import payload
from lstm_viz.models import checkpoints
from lstm_viz.studies import attribution, intervention
from lstm_viz.studies.transplant import STATES, Transplant, transplant

from .node import ask, read_arrays
from .test_holds import random_holds

FIRST = "The dogs that live near the old house"
SECOND = "Yesterday the dog that lives near the old house"
FIELDS = "forget_gate input_gate candidate output_gate cell_state hidden_state hidden_part".split()
CLOSE = {"atol": 1e-5, "rtol": 1e-6}


@pytest.fixture(params=["everyday", "letters"])
def asked(request, tmp_path):
    """A model, and a question about it."""
    path = str(checkpoints.shipped(request.param))
    question = {"weights": path, "writing": payload.writing(), "arrays": str(tmp_path / "arrays")}
    return lstm_viz.load_model(request.param), question


def held_transplant(model, giver, taker, what: Transplant, holds):
    """The taker read under holds up to the transplant, and on from the mixed state under the same holds."""
    clamp = intervention.lay_out(holds, *taker.cell_state.shape)
    after = what.put_at + 1
    parts = [slice(after), slice(after, None)]
    clamps = [intervention.Clamp(clamp.gates[part], clamp.erased[part]) for part in parts]
    first = intervention.run(model.parameters, taker.inputs[:after], clamps[0])
    for state in what.states:
        units = slice(None) if what.units is None else list(what.units)
        getattr(first, STATES[state])[-1, units] = getattr(giver, STATES[state])[what.taken_at, units]
    states = first.hidden_state[-1], first.cell_state[-1]
    rest = intervention.run(model.parameters, taker.inputs[after:], clamps[1], *states)
    both = {name: np.concatenate([getattr(first, name), getattr(rest, name)]) for name in FIELDS}
    return SimpleNamespace(**both)


def test_transplants_equal_python_s(asked, tmp_path):
    model, question = asked
    giver, taker = model.trace(FIRST), model.trace(SECOND)
    chance = random.Random(4)
    cases = [
        Transplant(
            chance.randrange(len(giver)),
            chance.randrange(len(taker)),
            tuple(chance.sample(list(STATES), chance.randint(1, 2))),
            chance.choice([None, tuple(chance.sample(range(160), chance.randint(1, 9)))]),
        )
        for _ in range(60)
    ]
    holds = [random_holds(chance, *taker.cell_state.shape) if k % 2 else [] for k in range(len(cases))]
    question |= {
        "texts": [FIRST, SECOND],
        "cases": [
            {"from": one.taken_at, "to": one.put_at, "states": one.states, "units": one.units}
            | {"holds": [str(hold) for hold in held]}
            for one, held in zip(cases, holds, strict=True)
        ],
        "fields": FIELDS,
    }
    ask("transplant.js", tmp_path, question)
    expected = [
        held_transplant(model, giver, taker, one, held) if held else transplant(model, giver, taker, one)
        for one, held in zip(cases, holds, strict=True)
    ]
    shapes = {(k, f): getattr(mixed, f).shape for k, mixed in enumerate(expected) for f in FIELDS}
    for (k, field), found in read_arrays(tmp_path / "arrays", shapes).items():
        there = getattr(expected[k], field)
        np.testing.assert_allclose(found, there, **CLOSE, err_msg=f"{field}: {cases[k]}")


def test_sums_over_words_equal_python_s(asked, tmp_path):
    model, question = asked
    trace, k, unit = model.trace(SECOND), 2, 126
    ask("attribute.js", tmp_path, question | {"text": SECOND, "k": k, "unit": unit})
    expected = {
        "sizes": attribution.sizes(trace),
        "kept": attribution.kept(trace, k),
        "unit": attribution.along(trace, attribution.of_unit(trace, unit)),
    }
    shapes = {name: array.shape for name, array in expected.items()}
    found = read_arrays(tmp_path / "arrays", shapes)
    for name, array in expected.items():
        np.testing.assert_allclose(found[name], array, **CLOSE, err_msg=name)
    # the sum is the unit's cell state, whoever computed it
    np.testing.assert_allclose(found["unit"].sum(axis=0), trace.cell_state[:, unit], **CLOSE)
