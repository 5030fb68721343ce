"""Be the gate: read a text again while some gates are held at a value, or the memory is erased.

A held gate does not listen to its own pre-activation; all else goes on by the six equations, so later
gates feel the change through h. Letters in the shape comments: T time steps, E input, H hidden size.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm
from lstm_viz.nn.gate_parts import gate_parts

GATES = ("forget", "input", "output")
ERASE = "cell"  # the cell state itself, after the step's update
TARGETS = (*GATES, ERASE)
_NUMBERS = r"(\d{1,5}(?:,\d{1,5})*)"
_FORM = re.compile(rf"(\w+)=(\d(?:\.\d{{1,4}})?)(?:@units:{_NUMBERS})?(?:@steps:{_NUMBERS})?", re.ASCII)


class ImpossibleHold(ValueError):
    """A hold that has no place in the text or the network, or contradicts another; says why."""


@dataclass(frozen=True)
class Hold:
    """One gate held at a value.

    Args:
        target: "forget", "input" or "output"; "cell" sets the cell state itself to zero.
        value: 0…1; for "cell" always 0.
        units: their numbers; None for all.
        steps: the steps 0…T − 1 at which it is held; None for all.

    Raises:
        ImpossibleHold: no such gate, a value outside 0…1, no unit or no step at all.
    """

    target: str
    value: float = 0.0
    units: tuple[int, ...] | None = None
    steps: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if self.target not in TARGETS:
            raise ImpossibleHold(f"There is no gate “{self.target}”: choose forget, input or output.")
        if not 0 <= self.value <= 1:
            raise ImpossibleHold("A gate lies between 0 (closed) and 1 (open).")
        if self.target == ERASE and self.value != 0:
            raise ImpossibleHold("A memory can only be erased, that is set to 0.")
        if self.units is not None and not self.units:
            raise ImpossibleHold("Choose at least one unit, or all of them.")
        if self.steps is not None and not self.steps:
            raise ImpossibleHold("Choose at least one word, or all of them.")

    def __str__(self) -> str:
        """For links: "forget=1@units:3,5@steps:2,4", steps counted from 1."""
        where = f"@units:{','.join(map(str, self.units))}" if self.units is not None else ""
        when = f"@steps:{','.join(str(t + 1) for t in self.steps)}" if self.steps is not None else ""
        return f"{self.target}={self.value:g}{where}{when}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Back from `str`.

        Raises:
            ImpossibleHold: not of that form.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ImpossibleHold(f"“{text[:60]}” does not say which gate to hold.")
        units, steps = (
            None if part is None else tuple(map(int, part.split(","))) for part in match.groups()[2:]
        )
        return cls(match[1], float(match[2]), units, steps and tuple(step - 1 for step in steps))


@dataclass(frozen=True)
class Clamp:
    """Holds laid out over a text of T steps."""

    gates: np.ndarray  # (T, 3, H) in the order of `GATES`, NaN where free
    erased: np.ndarray  # (T, H) bool

    def after(self, t: int) -> Self:
        """What is held at the steps after step t."""
        return type(self)(self.gates[t + 1 :], self.erased[t + 1 :])


def lay_out(holds: list[Hold], T: int, H: int) -> Clamp:
    """What is held at each step, in each unit.

    Raises:
        ImpossibleHold: a unit or step that is not there, or two values for the same gate at one place.
    """
    gates = np.full((T, len(GATES), H), np.nan, np.float32)
    erased = np.zeros((T, H), bool)
    for number, hold in enumerate(holds, 1):
        for unit in hold.units or ():
            if not 0 <= unit < H:
                raise ImpossibleHold(
                    f"Hold {number} asks for unit {unit}; the units are numbered 0 to {H - 1}."
                )
        for t in hold.steps or ():
            if not 0 <= t < T:
                raise ImpossibleHold(
                    f"Hold {number} asks for word {t + 1}, but the text ends at word {T}. "
                    "Undo it or type a longer text."
                )
        steps = np.arange(T) if hold.steps is None else np.array(hold.steps)
        units = np.arange(H) if hold.units is None else np.array(hold.units)
        place = np.ix_(steps, units)
        if hold.target == ERASE:
            erased[place] = True
            continue
        gate = gates[:, GATES.index(hold.target)]  # (T, H), a view
        if (~np.isnan(gate[place]) & (gate[place] != np.float32(hold.value))).any():
            raise ImpossibleHold(
                f"Hold {number} sets the {hold.target} gate to {hold.value:g} where an earlier hold set "
                "it to another value. A gate can only be held at one value: undo one of the two."
            )
        gate[place] = hold.value
    return Clamp(gates, erased)


def run(
    p: lstm.LSTMParameters,
    inputs: np.ndarray,
    clamp: Clamp,
    h0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
) -> lstm.Trace:
    """Read a sequence by `lstm.step`, with the clamp put in between; a free gate is computed as ever.

    The trace holds the gates as they acted; its three parts still say what each would have been.

    Args:
        inputs: x (T, E).  h0, c0: states before the first step, (H,); zero where not given.

    Raises:
        ValueError: the clamp was laid out for another length or size.
        ImpossibleHold: another cell, whose gates follow other equations.
    """
    if not isinstance(p, lstm.LSTMParameters):
        raise ImpossibleHold("Gates can be held in an LSTM alone; this network has another cell.")
    T, H = len(inputs), p.hidden_size
    if clamp.gates.shape != (T, len(GATES), H):
        raise ValueError(f"The clamp is for {clamp.gates.shape}, the text for {(T, len(GATES), H)}.")
    h0, c0 = (np.zeros(H, np.float32) if s is None else np.asarray(s, np.float32) for s in (h0, c0))
    f, i, g, o, C, hs = np.empty((6, T, H), np.float32)
    before = np.empty((T, H), np.float32)  # h_{t−1}
    h, c = h0, c0
    for t in range(T):
        before[t] = h
        own_f, own_i, g[t], _, own_o, _ = lstm.step(p, inputs[t], h, c)
        own, held = np.stack([own_f, own_i, own_o]), clamp.gates[t]
        f[t], i[t], o[t] = np.where(np.isnan(held), own, held)
        # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t, then erased where asked
        c = C[t] = np.where(clamp.erased[t], 0, f[t] * c + i[t] * g[t])  # (H,)
        # h_t = o_t ∗ tanh(C_t)
        h = hs[t] = o[t] * np.tanh(c)  # (H,)
    input_part, hidden_part, bias = gate_parts(p, inputs, before)
    return lstm.Trace(inputs, f, i, g, o, C, hs, c0, h0, input_part, hidden_part, bias)


def repeat(model: LanguageModel, trace: TextTrace, holds: list[Hold]) -> TextTrace:
    """The same text read again under the holds, as a trace of the same kind.

    Raises:
        ImpossibleHold: see `lay_out`.
    """
    clamp = lay_out(holds, *trace.cell_state.shape)
    held = run(
        model.parameters, trace.inputs, clamp, trace.initial_hidden_state, trace.initial_cell_state
    )
    changed: dict[str, Any] = lstm.arrays(held)
    return replace(trace, **changed)


def first_parting(free: np.ndarray, held: np.ndarray, least: float = 1e-4) -> int | None:
    """The first step at which two courses (T, …) differ by more than `least`; None if nowhere."""
    apart = (np.abs(free - held).reshape(len(free), -1) > least).any(axis=1)
    return int(apart.argmax()) if apart.any() else None


def distance(free: np.ndarray, held: np.ndarray) -> np.ndarray:
    """How far two courses (T, H) are apart at each step, 0 same … 1 opposite: (T,)."""
    # ‖a − b‖ / (‖a‖ + ‖b‖)
    scale = np.linalg.norm(free, axis=1) + np.linalg.norm(held, axis=1)
    return np.linalg.norm(free - held, axis=1) / np.maximum(scale, 1e-12)
