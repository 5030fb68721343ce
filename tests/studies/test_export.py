"""The files read back are the trace."""

import csv
import io
import json

import numpy as np
import pytest

from lstm_viz.look.roles import ROLES
from lstm_viz.nn import lstm
from lstm_viz.studies import export


@pytest.fixture(scope="module")
def trace(everyday):
    return everyday.trace('The "grizzly", qwxzqwxz;\n🐻 <b>')


def test_csv(trace):
    rows = list(csv.DictReader(io.StringIO(export.to_csv(trace))))
    T, H = trace.cell_state.shape
    assert len(rows) == T * H
    for role in ROLES:
        values = np.array([row[role.field] for row in rows], np.float32).reshape(T, H)
        np.testing.assert_array_equal(values, getattr(trace, role.field))
    assert [row["token"] for row in rows[::H]] == trace.tokens
    assert [row["known"] == "True" for row in rows[::H]] == trace.known
    assert [int(row["step"]) for row in rows[::H]] == list(range(1, T + 1))
    assert [int(row["unit"]) for row in rows[:H]] == list(range(H))


def test_json(trace):
    content = json.loads(export.to_json(trace))
    assert content.pop("tokens") == trace.tokens
    assert content.pop("known") == trace.known
    arrays = lstm.arrays(trace)
    assert content.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(np.array(content[name], array.dtype), array)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.field)
def test_table(trace, role):
    table = export.table(trace, role)
    units, *columns = table.values()
    assert units == list(range(trace.cell_state.shape[1]))
    np.testing.assert_array_equal(np.array(columns, np.float32), getattr(trace, role.field))
    assert list(table)[1:] == [f"{t}. {token}" for t, token in enumerate(trace.tokens, 1)]
