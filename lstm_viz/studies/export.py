"""A trace as files for other programs."""

import csv
import io
import json
from typing import Any

from lstm_viz.look.roles import Role
from lstm_viz.models.cells import cell_of
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn.lstm import arrays


def to_csv(trace: Any) -> str:
    """One line for each step and unit: step (from 1), token, known, unit, and the cell's quantities."""
    roles = cell_of(trace).roles
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["step", "token", "known", "unit", *(role.field for role in roles)])
    columns = [getattr(trace, role.field).tolist() for role in roles]  # each (T, H)
    for t, (token, known) in enumerate(zip(trace.tokens, trace.known, strict=True)):
        for unit, row in enumerate(zip(*(column[t] for column in columns), strict=True)):
            writer.writerow([t + 1, token, known, unit, *row])
    return file.getvalue()


def to_json(trace: TextTrace) -> str:
    """Tokens and every array of the trace by its name, as nested lists."""
    content = {"tokens": trace.tokens, "known": trace.known}
    return json.dumps(content | {name: array.tolist() for name, array in arrays(trace).items()})


def table(trace: TextTrace, role: Role) -> dict[str, list]:
    """One quantity as columns: the units' numbers, then one column for each word, named “1. the”."""
    values = getattr(trace, role.field)  # (T, H)
    words = {
        f"{t}. {token}": row.tolist()
        for t, (token, row) in enumerate(zip(trace.tokens, values, strict=True), 1)
    }
    return {"unit": list(range(values.shape[1])), **words}
