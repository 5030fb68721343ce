"""How much context do we need? The same sentence, read from its last n words only."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import Recorded
from lstm_viz.nn.softmax import softmax


@dataclass(frozen=True)
class Expectation:
    """What a model expects after some words."""

    tokens: list[str]  # what it read
    probabilities: np.ndarray  # (V,)
    vocabulary: list[str]

    def best(self, k: int = 8) -> list[tuple[str, float]]:
        """The k likeliest tokens, likeliest first."""
        order = np.argsort(-self.probabilities, kind="stable")[:k]
        return [(self.vocabulary[i], float(self.probabilities[i])) for i in order]

    def place(self, token: str) -> tuple[int, float] | None:
        """Place of a token among all (1 for the likeliest) and its probability; None if unknown."""
        if token not in self.vocabulary[1:]:  # row 0 is the unknown token
            return None
        p = self.probabilities[self.vocabulary.index(token)]
        return int((self.probabilities > p).sum()) + 1, float(p)


def after_last(
    model: LanguageModel, tokens: list[str], n: int, skip: tuple[str, ...] = ()
) -> Expectation:
    """A true forward pass, from a zero state, over the last n tokens alone.

    Args:
        skip: tokens such as “the” that the reader is not curious about. Each is read too, in a pass
            of its own, and hands its probability on to what may follow it:
            p(w) + Σ_s p(s)·p(w | …, s), the probability that w is the first token not skipped
            (where two skipped tokens would follow each other, the second one counts).

    Raises:
        EmptyText: n is 0 or there are no tokens.
    """
    read = tokens[max(0, len(tokens) - n) :] if n else []
    trace = model.trace(read)
    p = _next(model, trace)  # (V,)
    for token in skip:
        if token in model.vocabulary:
            row = model.vocabulary.index[token]
            share, p[row] = p[row], 0
            p = p + share * _next(model, model.trace([*read, token]))
    return Expectation(trace.tokens, p, model.vocabulary.tokens)


def _next(model: LanguageModel, trace: Recorded) -> np.ndarray:
    return softmax(model.scores(trace.hidden_state[-1]))


def difference(one: Expectation, other: Expectation) -> float:
    """Total variation distance of two expectations: 0 the same, 1 nothing in common.

    It is the share of probability that would have to move to turn one into the other:
    ½ Σ_w |p_w − q_w|.
    """
    return float(np.abs(one.probabilities - other.probabilities).sum() / 2)
