"""A sheet to compute by hand: two words of one unit, a gate to explain, a prediction.

Every printed number is rounded so that whoever computes with the printed numbers, and rounds each result to
two decimals, gets the printed results: whether they go on with the rounded or with the whole number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import tanh

import numpy as np

from lstm_viz.look.narration import percent, show, signed
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace

DIGITS = (2, 3, 4, 5, 6)  # decimals of what is given, the fewest that serve
RESULT = 2  # decimals of the results


@dataclass(frozen=True)
class Step:
    """One word in one unit, as printed."""

    word: str
    f: str
    i: str
    g: str
    o: str
    C: str  # to be computed
    h: str


@dataclass(frozen=True)
class Worksheet:
    """What is printed; all numbers as texts."""

    text: str
    unit: int
    before: str  # C before the first of the two words
    steps: tuple[Step, Step]
    gate_word: str  # where the forget gate is to be explained
    gate: dict[str, str]  # before, f, written; results: kept, now, full
    after: str  # the last words of the text
    likely: tuple[tuple[str, str], ...]  # the network's next words and their probabilities


def make(model: LanguageModel, trace: TextTrace, unit: int | None = None) -> Worksheet:
    """The sheet of one reading.

    Args:
        unit: to compute; where it can't be, or None, the one in which most happens.

    Raises:
        ValueError: the trace has fewer than two words.
    """
    if len(trace) < 2:
        raise ValueError("A worksheet needs a text of at least two words.")
    places = _places(trace)
    wanted = [place for place in places if place[1] == unit]
    for (t, k), digits in [*_tries(wanted), *_tries(places)]:
        if steps := _both(trace, t, k, digits):
            return Worksheet(
                " ".join(map(show, trace.tokens)),
                k,
                signed(_before(trace)[t, k], digits),
                steps,
                *_gate(trace, k),
                " ".join(map(show, trace.tokens[-8:])),
                tuple((show(word), percent(p)) for word, p in model.predict(trace, -1, 3)),
            )
    raise ValueError("No unit of this reading can be computed by hand.")


def _before(trace: TextTrace) -> np.ndarray:
    """C_{t−1} for every t, (T, H)."""
    return np.concatenate([trace.initial_cell_state[None], trace.cell_state[:-1]])


def _places(trace: TextTrace) -> list[tuple[int, int]]:
    """First words and units, those first where the memory moves most."""
    moved = np.abs(trace.cell_state - _before(trace))  # (T, H)
    most = moved[:-1] + moved[1:]  # (T − 1, H)
    order = [divmod(int(place), most.shape[1]) for place in np.argsort(-most, axis=None)]
    return order


def _tries(places: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Each place with each number of decimals, few decimals first."""
    return ((place, digits) for digits in DIGITS for place in places)


def _both(trace: TextTrace, t: int, unit: int, digits: int) -> tuple[Step, Step] | None:
    """The two words, where the printed numbers give the printed results; else None."""
    whole = rounded = round(float(_before(trace)[t, unit]), digits)
    steps = []
    for s in (t, t + 1):
        arrays = (trace.forget_gate, trace.input_gate, trace.candidate, trace.output_gate)
        f, i, g, o = (round(float(array[s, unit]), digits) for array in arrays)
        C, h = signed(trace.cell_state[s, unit], RESULT), signed(trace.hidden_state[s, unit], RESULT)
        whole = f * whole + i * g  # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
        again = f * rounded + i * g
        rounded = round(again, RESULT)
        if {signed(whole, RESULT), signed(again, RESULT)} != {C}:
            return None
        # h_t = o_t ∗ tanh(C_t)
        if {signed(o * tanh(value), RESULT) for value in (whole, rounded)} != {h}:
            return None
        word, given = show(trace.tokens[s]), [signed(value, digits) for value in (f, i, g, o)]
        steps.append(Step(word, given[0], given[1], given[2], given[3], C, h))
    return steps[0], steps[1]


def _gate(trace: TextTrace, unit: int) -> tuple[str, dict[str, str]]:
    """Where the forget gate of this unit erases most: the word, and the numbers to explain it with."""
    before, f = _before(trace)[:, unit], trace.forget_gate[:, unit]
    t = int(np.argmax((1 - f) * np.abs(before)))
    written = float(trace.input_gate[t, unit] * trace.candidate[t, unit])
    terms = [float(f[t]), float(before[t]), written]

    def all_results(gate: float, old: float, new: float) -> Sequence[float]:
        return gate * old, gate * old + new, old + new

    right = [signed(value, RESULT) for value in all_results(*terms)]
    for digits in DIGITS:
        given = [round(term, digits) for term in terms]
        if [signed(value, RESULT) for value in all_results(*given)] == right:
            break
    names = ("f", "before", "written", "kept", "now", "full")
    shown = [signed(term, digits) for term in terms]
    return show(trace.tokens[t]), dict(zip(names, [*shown, *right], strict=True))
