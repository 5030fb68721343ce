"""Small components of the What-if page: what survives of a word, the path of memory, a link to copy.

For each a Python function that makes its data; mounted by `lstm_viz.ui.what_if.components`.
"""

import numpy as np

from lstm_viz.browser.packing import encode
from lstm_viz.look.narration import percent, show
from lstm_viz.look.roles import CELL
from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.studies import attribution
from lstm_viz.studies.units import UnitIndex

KIND_COLOURS = ("#4477AA", "#EE6677", "#228833", "#B8A632", "#3BA7C9", "#AA3377")  # Tol's "bright"
KIND_SHAPES = ("circle", "square", "triangle", "diamond", "plus", "cross")


def strip(trace: TextTrace) -> dict:
    """What is left of each word's writing at every later word, and one sentence about it."""
    T = len(trace)
    left = np.zeros((T, T), np.float32)  # row k: share of what word k wrote that is left at t
    for k in range(T):
        left[k, k:] = attribution.kept(trace, k)
    return {
        "tokens": [show(token) for token in trace.tokens],
        "left": encode(left),
        "says": [_says(trace, left[k], k) for k in range(T)],
        "start": int(left[: max(1, 2 * T // 3), -1].argmax()),  # the longest-lived of the earlier words
        "colour": CELL.colour,
    }


def _says(trace: TextTrace, left: np.ndarray, k: int) -> str:
    T, word = len(trace), f"“{show(trace.tokens[k])}”"
    amount = float(np.abs(trace.input_gate[k] * trace.candidate[k]).mean())
    wrote = f"{word} wrote {amount:.2f} a unit on average. "
    if k == T - 1:
        return wrote + "It is the last word: nothing has had the chance to erase it."
    lost = left[k:-1] - left[k + 1 :]
    at = k + 1 + int(lost.argmax())
    last, eraser = show(trace.tokens[-1]), show(trace.tokens[at])
    return (
        f"{wrote}After “{last}” {percent(left[-1])} of it is left; most was erased at “{eraser}” "
        f"(from {percent(left[at - 1])} to {percent(left[at])})."
    )


def path(index: UnitIndex, model: LanguageModel, trace: TextTrace, state: str, start: int) -> dict:
    """The way of "hidden_state" or "cell_state" through the plane of `index`, over its background."""
    plane = index.plane(state)
    k = ("hidden_state", "cell_state").index(state)
    kinds = index.facts["kinds"]
    return {
        "tokens": [show(token) for token in trace.tokens],
        "points": encode(plane.transform(getattr(trace, state))),  # (T, 2)
        "background": encode(index.background[k]),  # (N, 2)
        "kinds": [
            {"name": name, "colour": colour, "shape": shape}
            for name, colour, shape in zip(kinds, KIND_COLOURS, KIND_SHAPES, strict=False)
        ],
        "kind": index.background_kind.tolist(),
        "next": [show(model.vocabulary.tokens[i]) for i in index.background_next],
        "explained": plane.explained.tolist(),
        "symbol": "h" if state == "hidden_state" else "C",
        "start": start,
    }
