"""One quantity of the memory, seen as a sum over the words it came from: three ways to look.

Letters: T time steps, H hidden size. Rows of sources: the initial state, then the T words.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.nn import lstm

from . import attribution


@dataclass(frozen=True)
class Lens:
    """A number for each step, and what each source has in it."""

    name: str  # of the quantity, as in "what “bear” has in …"
    shares: np.ndarray  # (T + 1, T); column t is what the sources have in the quantity at t
    value: np.ndarray  # the quantity (T,)
    rests: dict[
        str, np.ndarray
    ]  # what of the value is no word's, by name, each (T,); none where nothing is
    read: Callable[[np.ndarray, np.ndarray, int], np.ndarray]  # C (N, H), h (N, H), t → quantity (N,)

    def deletion(self, parameters: lstm.LSTMParameters, trace: TextTrace, t: int) -> np.ndarray:
        """How much smaller the quantity at t is when word k is not read, for every k ≤ t: (t + 1,)."""
        c, h = attribution.without_each(parameters, trace, t)
        return self.value[t] - self.read(c, h, t)


def all_units(trace: TextTrace) -> Lens:
    """The whole memory: what points in its own direction adds up to its length ‖C_t‖."""
    directions = attribution.of_memory(trace)
    value = np.linalg.norm(trace.cell_state, axis=1)
    shares = attribution.along(trace, directions)
    return Lens("the memory ‖C‖", shares, value, {}, lambda c, h, t: c @ directions[t])


def one_unit(trace: TextTrace, unit: int) -> Lens:
    """The cell state of one unit."""
    shares = attribution.along(trace, attribution.of_unit(trace, unit))
    value = trace.cell_state[:, unit]
    return Lens(f"C of unit {unit}", shares, value, {}, lambda c, h, t: c[:, unit])


def next_word(trace: TextTrace, model: LanguageModel, word: int, first_order: bool = False) -> Lens:
    """The logit of a next word, through the output gate and the head.

    Args:
        first_order: by the slope of tanh where C is; else by its secant from 0, with which the shares
            and the head's bias are all of the logit.
    """
    direction = attribution.of_word if first_order else attribution.of_word_in_full
    shares = attribution.along(trace, direction(trace, model, word))
    value = attribution.logit(trace, model, word)
    readout, bias = model.projection.T @ model.embeddings[word], model.head_bias[word]
    rests = {"the head's bias": np.full_like(value, bias)}
    if first_order:
        rests["what tanh's slope misses"] = value - shares.sum(axis=0) - bias
    return Lens(
        f"the logit of “{model.vocabulary.tokens[word]}”",
        shares,
        value,
        rests,
        lambda c, h, t: h @ readout + bias,
    )
