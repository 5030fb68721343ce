"""What a hold changed: the held reading beside the untouched one, word by word and unit by unit."""

import numpy as np
import streamlit as st

from lstm_viz.figures import courses
from lstm_viz.figures.grid import grid, numbered
from lstm_viz.look.narration import show
from lstm_viz.look.roles import CELL, ROLES, colorscale, full_colour
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies import intervention, surprise
from lstm_viz.ui.charts import chart, twin

from . import parts

QUANTITIES = {role.field: role.name for role in ROLES}


def draw(model: LanguageModel, trace: TextTrace, held: TextTrace, tokens: list[str]) -> None:
    """Both readings of the same tokens: where they part, what comes next, every unit."""
    start = intervention.first_parting(trace.hidden_state, held.hidden_state)
    memory = intervention.first_parting(trace.cell_state, held.cell_state)
    st.markdown(_says(model, trace, held, tokens, memory, start))
    columns = st.columns(2)
    with columns[0]:
        t = parts.choose_word("What comes after the word", tokens, "wi-gate-at")
        parts.predictions(
            {"untouched": (model, trace.hidden_state[t]), "held": (model, held.hidden_state[t])},
            "wi-gate-next",
        )
    with columns[1]:
        apart = {
            "memory C (distance)": intervention.distance(trace.cell_state, held.cell_state),
            "hidden state h (distance)": intervention.distance(trace.hidden_state, held.hidden_state),
            "next words (divergence)": surprise.divergence(
                *map(model.scores, (trace.hidden_state, held.hidden_state))
            ),
        }
        chart(
            courses.lines(apart, tokens, "How far apart are the two readings?", parts.APART, 1),
            "Lines: distance of memory, hidden state and predictions from the untouched reading.",
            key="wi-gate-apart",
        )
        st.caption(parts.APART_MEANS)
        bits = {"untouched": surprise.surprise(model, trace), "held": surprise.surprise(model, held)}
        chart(
            courses.lines(bits, tokens, "Surprise at each word", "bits"),
            "Lines: bits of surprise at each word, untouched and held.",
            key="wi-gate-bits",
        )
        table = {"word": numbered(tokens)} | {n: np.round(row, 4).tolist() for n, row in apart.items()}
        table |= {
            f"surprise {n}": [None if np.isnan(b) else round(float(b), 3) for b in row]
            for n, row in bits.items()
        }
        twin("Distances and surprise as a table", "wi-gate-table", table, height=320)

    st.subheader("Unit by unit", anchor=False)
    field = parts.choose_one("Quantity", QUANTITIES, "wi-gate-quantity")
    role = next(role for role in ROLES if role.field == field)
    free_values, held_values = getattr(trace, field), getattr(held, field)
    high = max(full_colour(free_values), full_colour(held_values)) if role is CELL else 1.0
    low = -high if role.signed else 0.0
    labels = (
        (f"≤ −{high:.1f}", f"≥ {high:.1f}")
        if role is CELL
        else (f"{low:.0f} {role.low}", f"{high:.0f} {role.high}")
    )
    change = held_values - free_values
    most = max(full_colour(change), 1e-3)
    rows = [f"unit {k}" for k in range(trace.cell_state.shape[1])]
    for column, (name, values, scale, ends, marks) in zip(
        st.columns(3),
        (
            ("untouched", free_values, colorscale(role), (low, high), labels),
            ("held", held_values, colorscale(role), (low, high), labels),
            (
                "held minus untouched",
                change,
                colorscale(CELL),
                (-most, most),
                (f"−{most:.2f}", f"+{most:.2f}"),
            ),
        ),
        strict=True,
    ):
        with column:
            chart(
                grid(values.T, tokens, rows, scale, ends, marks, f"{role.name}, {name}"),
                f"Heat map of the {role.name}, {name}: units by words.",
                key=f"wi-gate-map-{name}",
            )
    twin(
        "Held minus untouched as a table",
        "wi-gate-map-table",
        {"unit": list(range(len(rows)))}
        | {n: np.round(change[t], 4).tolist() for t, n in enumerate(numbered(tokens))},
        height=320,
    )


def _says(
    model: LanguageModel,
    trace: TextTrace,
    held: TextTrace,
    tokens: list[str],
    memory: int | None,
    start: int | None,
) -> str:
    if memory is None and start is None:
        return "Nothing differs: these gates stood there already."
    first = min(t for t in (memory, start) if t is not None)
    text = f"The two readings part at **“{show(tokens[first])}”** (word {first + 1})"
    if memory != start:
        where = "never" if memory is None else f"at “{show(tokens[memory])}”"
        text += f"; h first, the memory C {where}" if start == first else "; the memory C first, h later"
    (old, p), (new, q) = (model.predict(run, -1, 1)[0] for run in (trace, held))
    return text + f". After the last word: untouched “{show(old)}” {p:.0%}, held “{show(new)}” {q:.0%}."
