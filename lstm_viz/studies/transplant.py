"""Memory transplant: the state of one reading is put into another, and the second text goes on with it.

Which of the two endings then comes says where a fact was kept: in C, in h, in one unit. Patching states
from another run is the causal test of Vig et al. (2020, "Investigating gender bias in language models
using causal mediation analysis").
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm

from . import intervention

STATES = {"cell": "cell_state", "hidden": "hidden_state"}


class ImpossibleTransplant(ValueError):
    """A transplant that has no place in the texts or the network; says why."""


@dataclass(frozen=True)
class Transplant:
    """What is taken, and where it is put.

    Args:
        taken_at: the giver's step 0…T − 1 after which the state is taken.
        put_at: the taker's step after which it is put in.
        states: "cell", "hidden" or both.
        units: their numbers; None for all.

    Raises:
        ImpossibleTransplant: no state or no unit at all, or a state that an LSTM doesn't have.
    """

    taken_at: int
    put_at: int
    states: tuple[str, ...] = ("cell",)
    units: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if not self.states or not set(self.states) <= set(STATES):
            raise ImpossibleTransplant(
                "Choose what is put in: the cell state, the hidden state or both."
            )
        if self.units is not None and not self.units:
            raise ImpossibleTransplant("Choose at least one unit, or all of them.")


def transplant(
    model: LanguageModel,
    giver: TextTrace,
    taker: TextTrace,
    what: Transplant,
    clamp: intervention.Clamp | None = None,
) -> TextTrace:
    """The taker's text read again with the giver's state, as a trace of the same kind.

    Up to step `put_at` all is as it was; there C or h is replaced, and the next step reads what was put
    in. h is not computed anew from a C that was put in.

    Args:
        model: an LSTM that read both texts.
        giver, taker: traces.
        clamp: what is held in the taker's text, and was when `taker` was read; None: nothing.

    Raises:
        ImpossibleTransplant: a step or a unit that is not there.
    """
    for text, trace, t in (("first", giver, what.taken_at), ("second", taker, what.put_at)):
        if not 0 <= t < len(trace):
            raise ImpossibleTransplant(
                f"The {text} text ends at word {len(trace)}: there is no word {t + 1}."
            )
    H = taker.cell_state.shape[1]
    units = np.arange(H) if what.units is None else np.array(what.units)
    for unit in units:
        if not 0 <= unit < H:
            raise ImpossibleTransplant(f"There is no unit {unit}; the units are numbered 0 to {H - 1}.")
    before = {name: array.copy() for name, array in _by_step(taker).items()}
    for state in what.states:
        field = STATES[state]
        before[field][what.put_at, units] = getattr(giver, field)[what.taken_at, units]
    after = what.put_at + 1
    h, c = before["hidden_state"][what.put_at], before["cell_state"][what.put_at]  # (H,)
    inputs = taker.inputs[after:]
    rest = _by_step(
        intervention.run(model.parameters, inputs, clamp.after(what.put_at), h, c)
        if clamp
        else lstm.run(model.parameters, inputs, h, c)
    )
    joined: dict[str, Any] = {name: np.concatenate([before[name][:after], rest[name]]) for name in rest}
    return replace(taker, **joined)


def _by_step(trace: lstm.Trace) -> dict[str, Any]:
    """The arrays of a trace that have a row a step."""
    whole = ("initial_cell_state", "initial_hidden_state", "bias", "ids")
    return {name: array for name, array in lstm.arrays(trace).items() if name not in whole}
