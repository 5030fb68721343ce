"""One pass of an LSTM, to be stepped through: the stepper, all units over time, a table."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lstm_viz.browser import stage
from lstm_viz.figures.gates import heat_map
from lstm_viz.models.cells import cell_of
from lstm_viz.studies import export
from lstm_viz.studies.order import ORDERS, longest_memory
from lstm_viz.ui.choice import one_of

from . import address
from .charts import chart, twin
from .component import component

LEVELS = ("story", "units", "formula")  # how much the picture shows, in a link
_mount = component("lstm_stepper", "stage/stage.js", "shared/shared.css stage/stage.css stage/phone.css")
_room = component("stage_room", "stage/room.js", "shared/shared.css stage/stage.css stage/phone.css")


def room(name: str, key: str) -> None:
    """A place in the page for parts of the stage of the same key: "map", or "more" (lines and formulas)."""
    _room(key=f"{key}-chart-room-{name}", data={"room": name})


def stepper(
    data: dict,
    key: str,
    on_take: Callable[[], None] = lambda: None,
    on_text: Callable[[], None] = lambda: None,
    on_layer: Callable[[], None] = lambda: None,
) -> Any:
    """Draw the stepper.

    Args:
        data: what `lstm_viz.browser.stage.payload` gives.
        on_take: called when the reader chooses a next word; `component.taken` tells which.
        on_text: called a moment after the reader has typed or tried something; `.text` is then
            {"text", "holds", "t", "pinned", "transplant"}, see live.js.
        on_layer: called when the reader chooses another layer of a network; `.layer` is then its number.
    """
    return _mount(
        key=key,
        data=data,
        on_take_change=on_take,
        on_text_change=on_text,
        on_layer_change=on_layer,
    )


def order(key: str) -> str:
    """The order of the units that the reader chose under this key."""
    return st.session_state.get(f"order-{key}") or next(iter(ORDERS))


def step(
    trace: Any,
    key: str,
    *,
    unit: int | None = None,
    on_take: Callable[[], None] = lambda: None,
    on_text: Callable[[], None] = lambda: None,
    on_layer: Callable[[], None] = lambda: None,
    **view: Any,
) -> None:
    """The stepper over a trace that has `tokens`; charts whose keys begin with `KEY-chart-` get the cursor.

    Args:
        unit: chosen at first; else the one that the link names, or the one with the longest memory.
        view: as for `stage.payload`; where it has `share`, the level is the link's.
    """
    if unit is None and "share" in view:
        unit = address.number("unit", None)
    if "share" in view:
        view.setdefault("level", address.option("level", LEVELS, LEVELS[0]))
    H = trace.hidden_state.shape[1]
    unit = longest_memory(trace) if unit is None else min(unit, H - 1)
    stepper(
        stage.payload(trace, trace.tokens, order(key), unit=unit, plots=f"{key}-chart-", **view),
        key=f"{key}-stepper",
        on_take=on_take,
        on_text=on_text,
        on_layer=on_layer,
    )


def choose_order(key: str) -> None:
    """The control that `order` reads."""
    one_of(
        st.segmented_control,
        "Order of the units",
        list(ORDERS),
        default=next(iter(ORDERS)),
        key=f"order-{key}",
        help="Units that behave alike side by side, so that bands appear; by number as the model stores "
        "them; or the most active first.",
    )


def heat_maps(
    trace: Any, key: str, step_name: str = "word", shown: Any = None, measure: Any = None
) -> None:
    """All quantities of the cell, units × steps, with the cursor of the stepper of the same key.

    Args:
        trace: what the stepper got; its units keep their rows, whatever is tried on them.
        shown: the same text as it is read under what the reader tries; else the trace.
        measure: whose memory says what gets full colour; else the trace.
    """
    title, control = st.columns([2, 1], vertical_alignment="bottom")
    title.header("All units over time", anchor=False)
    title.markdown(
        f"Each row is one unit, each column one {step_name}. The frame marks the current {step_name}, "
        "the triangle the chosen unit. **Click** any spot to go there."
    )
    with control:
        choose_order(key)
    cell = cell_of(trace)
    units = ORDERS[order(key)](trace.cell_state if cell.memory else trace.hidden_state)
    shown = trace if shown is None else shown
    with st.container(key=f"{key}-heat-maps"):
        for row in (cell.roles[:3], cell.roles[3:]):
            for column, role in zip(st.columns(3), row, strict=False):
                chart(
                    heat_map(shown, role, units, measure or trace),
                    f"Heat map of the {role.name}, units by {step_name}s; the table has it too.",
                    place=column,
                    key=f"{key}-chart-{role.field}",
                )
    table(shown, key, step_name)


def table(trace: Any, key: str, step_name: str = "word") -> None:
    """The cell's quantities as numbers, folded away."""
    roles = cell_of(trace).roles

    def quantity() -> dict:
        role = st.selectbox("Quantity", roles, format_func=lambda role: role.name, key=f"{key}-quantity")
        return export.table(trace, role)

    twin(
        "The same numbers as a table",
        f"{key}-table",
        quantity,
        alt=f"The chosen quantity of every unit at every {step_name}",
        height=320,
    )
