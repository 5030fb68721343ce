"""The formulas with live numbers: what each line shows, worked out, gives what it shows as its result."""

import math
import re

import pytest

from lstm_viz.browser import stage
from lstm_viz.models.cells import CELLS
from tests.engine.node import ask
from tests.models.test_cells import TEXT, make

CALCULATE = {"σ": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh}
FIELDS = ("forget_gate", "input_gate", "candidate", "cell_state", "output_gate", "hidden_state")


def result(shown: str) -> float:
    """What the arithmetic in front of a line's first = sign gives."""
    sides = shown.replace("−", "-").replace("×", "*").replace("σ", "sigma").split(" = ")
    names = {"sigma": CALCULATE["σ"], "tanh": math.tanh, "__builtins__": {}}
    return eval(sides[0], names)


@pytest.mark.parametrize("cell", [name for name, row in CELLS.items() if row.memory])
def test_each_line_gives_the_number_of_the_trace(cell, tmp_path):
    model = make(cell)
    trace = model.trace(TEXT)
    units = [0, 3, 9]
    question = {"payload": stage.payload(trace, trace.tokens), "units": units}
    for t, of_units in enumerate(ask("../stage/formula.js", tmp_path, question)["lines"]):
        for unit, lines in zip(units, of_units, strict=True):
            for line, field in zip(lines, FIELDS, strict=True):
                true = float(getattr(trace, field)[t, unit])
                said = line["numbers"]
                assert "held there" not in said, said
                assert float(re.split(" = ", said)[-1].replace("−", "-")) == pytest.approx(
                    true, abs=0.0051
                )
                assert result(said) == pytest.approx(true, abs=0.0101), said


def test_a_gate_that_sees_the_memory_has_a_term_of_its_own(tmp_path):
    trace = make("peephole").trace(TEXT)
    question = {"payload": stage.payload(trace, trace.tokens), "units": [2]}
    f, i, g, _, o, _ = ask("../stage/formula.js", tmp_path, question)["lines"][3][0]
    inside = [line["numbers"].split(" = ")[0].count(" + ") for line in (f, i, g, o)]
    assert inside == [3, 3, 2, 3]
