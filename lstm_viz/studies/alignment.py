"""Two texts side by side, word by word, and where the network's readings of them differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace

from .intervention import distance
from .surprise import divergence

Pair = tuple[int | None, int | None]  # a step of each text; None where the other text has an extra word


def align(a: list[str], b: list[str]) -> list[Pair]:
    """Steps of two token lists that belong together, in order; each step occurs once.

    Equal runs are found by difflib (Ratcliff and Obershelp's longest matches). Where words were
    replaced they stand beside each other one by one; what is left over has no partner.

    >>> align(["it", "was", "good"], ["it", "was", "not", "good"])
    [(0, 0), (1, 1), (None, 2), (2, 3)]
    """
    pairs = []
    for _, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for k in range(max(a1 - a0, b1 - b0)):
            pairs.append((a0 + k if a0 + k < a1 else None, b0 + k if b0 + k < b1 else None))
    return pairs


@dataclass(frozen=True)
class Comparison:
    """Two readings by one model, aligned; P pairs, H units. NaN where a word has no partner."""

    pairs: list[Pair]
    memory: np.ndarray  # distance of the cell states, 0…1 (P,)
    hidden: np.ndarray  # distance of the hidden states, 0…1 (P,)
    predictions: np.ndarray  # Jensen–Shannon divergence of the next words, bits 0…1 (P,)
    parts_at: int | None  # first pair of which the memories differ, or the first word without a partner
    widest_at: int | None  # pair at which the memories' distance grows most; None where they never part


def compare(model: LanguageModel, first: TextTrace, second: TextTrace) -> Comparison:
    """Lay two traces of a model side by side."""
    pairs = align(first.tokens, second.tokens)
    both = [n for n, pair in enumerate(pairs) if None not in pair]
    a, b = (np.array([pairs[n][side] for n in both], int) for side in (0, 1))
    memory, hidden, predictions = np.full((3, len(pairs)), np.nan)
    memory[both] = distance(first.cell_state[a], second.cell_state[b])
    hidden[both] = distance(first.hidden_state[a], second.hidden_state[b])
    predictions[both] = divergence(
        model.scores(first.hidden_state[a]), model.scores(second.hidden_state[b])
    )
    parts_at = next((n for n, pair in enumerate(pairs) if None in pair or memory[n] > 1e-5), None)
    course = memory[both]
    growth = np.diff(course, prepend=0.0)
    widest = both[int(growth.argmax())] if len(both) and growth.max() > 1e-5 else None
    return Comparison(pairs, memory, hidden, predictions, parts_at, widest)


def difference(first: TextTrace, second: TextTrace, field: str, pairs: list[Pair]) -> np.ndarray:
    """One quantity of the second reading minus the first, (P, H); NaN where a word has no partner."""
    a, b = getattr(first, field), getattr(second, field)
    result = np.full((len(pairs), a.shape[1]), np.nan, np.float32)
    for n, (i, j) in enumerate(pairs):
        if i is not None and j is not None:
            result[n] = b[j] - a[i]
    return result
