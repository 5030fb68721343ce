"""What training in view starts from: the worker's script, how each cell's
quantities look, and what was measured about who learns what (tests/benchmarks/learners.js)."""

from dataclasses import replace
from functools import cache

from lstm_viz import lessons
from lstm_viz.browser.bundle import bundle
from lstm_viz.look.roles import ATTENTION, HIDDEN, NEGATIVE, NEW, RESET, ROLES, UPDATE, Role

_CELLS: dict[str, tuple[Role, ...]] = {
    "lstm": ROLES,
    "gru": (RESET, UPDATE, NEW, HIDDEN),
    "rnn": (HIDDEN,),
    "feedforward": (HIDDEN,),
}
_SAID = replace(HIDDEN, field="", name="probability", symbol="p", colour=ATTENTION, signed=False)


@cache
def payload() -> dict:
    """The script of the worker, the looks and what was measured, the same for every reader."""
    return {
        "worker": bundle("train/worker.js"),
        "roles": {cell: [_look(role) for role in roles] for cell, roles in _CELLS.items()},
        "said": _look(_SAID),
        "negative": NEGATIVE,
        "learners": lessons.load("learners"),
    }


def query(preset: str) -> dict[str, str]:
    """What the address of the Playground says to open one of the measured comparisons.

    Args:
        preset: its name in lessons/learners.json: "against_rnn", "bias", "clipped".
    """
    options = lessons.load("learners")[preset]["options"]
    return {"part": "train", **{name: str(value) for name, value in options.items() if value != ""}}


def _look(role: Role) -> dict:
    return {name: getattr(role, name) for name in ("field", "name", "symbol", "colour", "signed")}
