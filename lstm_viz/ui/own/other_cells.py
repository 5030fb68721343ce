"""The stage of a GRU or a plain RNN that somebody opened: it steps; its one state is h."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_viz.browser import one_state
from lstm_viz.ui import stepping
from lstm_viz.ui.component import component

_mount = component(
    "one_state", "one_state/one_state.js", "shared/shared.css stage/stage.css stage/phone.css"
)


def step(
    trace: Any,
    key: str,
    *,
    reads: str | None,
    step_name: str,
    on_take: Callable[[], None],
    on_layer: Callable[[], None],
    **view: Any,
) -> None:
    """Draw it; charts whose keys begin with `KEY-chart-` get the cursor.

    Args:
        reads: what x is, where it is not the step itself.
        view: as for `lstm_viz.browser.stage.payload`.
    """
    changes = np.abs(np.diff(trace.hidden_state, axis=0, prepend=trace.initial_hidden_state[None]))
    unit = int(changes.sum(axis=0).argmax())  # the liveliest
    data = one_state.payload(
        trace,
        trace.tokens,
        stepping.order(key),
        f"{reads} at this {step_name}" if reads else f"this {step_name}",
        unit=unit,
        step_name=step_name,
        plots=f"{key}-chart-",
        **({"reads": reads} if reads else {}),
        **view,
    )
    _mount(key=f"{key}-one-state", data=data, on_take_change=on_take, on_layer_change=on_layer)
