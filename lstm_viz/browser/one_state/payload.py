"""What the stage of a GRU or a plain RNN gets, once for a text: the whole trace, and a sentence for every stage."""

from typing import Any

import numpy as np

from lstm_viz.browser import stage
from lstm_viz.look.narration import show, signed
from lstm_viz.look.roles import full_colour
from lstm_viz.models.cells import CELLS, cell_of


def payload(trace: Any, tokens: list[str], order: str, given: str, **view: Any) -> dict:
    """Plain JSON values.

    Args:
        trace: of a cell without C, over T steps.
        tokens: what stands on the steps.
        order: name of an order of the units in `lstm_viz.studies.order.ORDERS`.
        given: what x is, in a sentence: “this word”.
        view: as for `stage.payload`.
    """
    cell = cell_of(trace)
    name = next(name for name, row in CELLS.items() if row is cell)
    sent = stage.payload(trace, tokens, order, **view)
    largest = {"inputs": full_colour(trace.inputs)}
    if name == "relu":  # whose state nothing bounds
        largest["hidden_state"] = full_colour(trace.hidden_state)
    narration = [narrate(trace, t, show(token), given) for t, token in enumerate(tokens)]
    return {**sent, "cell": name, "largest": largest, "narration": narration}


def narrate(trace: Any, t: int, token: str, given: str) -> dict[str, str]:
    """A sentence for the whole step and one for each stage."""
    h0 = trace.hidden_state[t - 1] if t else trace.initial_hidden_state
    h = trace.hidden_state[t]
    unit = int(np.abs(h - h0).argmax())
    moved = f"Unit {unit} changes most, from {signed(h0[unit])} to {signed(h[unit])}."
    mean = f"the state moves by {np.abs(h - h0).mean():.2f} a unit, on average"
    empty = "" if h0.any() else " Nothing has been read before, so the state is all zeros."
    if not hasattr(trace, "update_gate"):
        squash = "cuts it at zero" if cell_of(trace).name.endswith("ReLU") else "tanh squeezes it"
        return {
            "": f"At “{token}” {mean}. {moved}",
            "Concatenate": f"Two lists are laid end to end: the state, {len(h)} numbers, and {given}, "
            f"{trace.inputs.shape[1]} numbers.{empty}",
            "Hidden": f"Every unit weighs all these numbers with its own row, and {squash}. {moved}",
            "Output": "The new state is what the next step reads, and all that stands above this layer.",
        }
    r, z, n = trace.reset_gate[t], trace.update_gate[t], trace.candidate[t]
    least, lost, loud = int(r.argmin()), int(z.argmin()), int(np.abs(n).argmax())
    return {
        "": f"At “{token}” {mean}. {moved}",
        "Reset": f"The reset gate lets the candidate see {_percent(r.mean())} of the old state, on average over "
        f"all units; unit {least} sees least: {_percent(r[least])}.{empty}",
        "Update gate": f"The update gate keeps {_percent(z.mean())} of the old state, on average over all units; "
        f"unit {lost} keeps least: {_percent(z[lost])}.",
        "Candidate": f"What could be written instead: unit {loud} has the largest candidate, {signed(n[loud])}.",
        "New state": f"z of the old state and 1 − z of the candidate: {mean}. {moved}",
    }


def _percent(share: float) -> str:
    return f"{round(100 * float(share))} %"
