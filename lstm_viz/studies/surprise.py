"""Surprise in bits, and how far two predictions are apart.

A word that the network gave probability p carries −log₂ p bits of surprise: 0 where it was certain,
1 where it was as likely as a coin's side (Shannon 1948, "A mathematical theory of communication").
"""

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import Recorded
from lstm_viz.nn.softmax import softmax


def log_probabilities(model: LanguageModel, hidden_state: np.ndarray) -> np.ndarray:
    """log₂ p of every token as the next one: (…, H) → (…, V)."""
    scores = model.scores(hidden_state)
    scores = scores - scores.max(axis=-1, keepdims=True)
    return (scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))) / np.log(2)


def surprise(model: LanguageModel, trace: Recorded) -> np.ndarray:
    """Bits of surprise at each word, (T,): −log₂ p(word t | words before t); NaN at the first.

    Nothing was read before the first word, and the models have not been trained to guess it.
    """
    bits = np.full(len(trace), np.nan)
    if len(trace) > 1:
        log_p = log_probabilities(model, trace.hidden_state[:-1])  # (T − 1, V)
        bits[1:] = -log_p[np.arange(len(trace) - 1), trace.ids[1:]]
    return bits


def divergence(scores: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Jensen–Shannon divergence of two softmaxes, (…, V) → (…): bits, 0 same … 1 nothing in common.

    Lin (1991, "Divergence measures based on the Shannon entropy").
    """
    p, q = softmax(scores.astype(np.float64)), softmax(others.astype(np.float64))
    middle = (p + q) / 2

    def from_middle(a: np.ndarray) -> np.ndarray:  # Σ a log₂(a / middle), with 0 log 0 = 0
        return (a * np.log2(np.where(a > 0, a / np.where(middle > 0, middle, 1), 1))).sum(axis=-1)

    return np.clip((from_middle(p) + from_middle(q)) / 2, 0, 1)


def likeliest(states: dict, k: int = 5) -> dict[str, dict[str, float]]:
    """The k likeliest next tokens of each reading, with the probability that every reading gives them.

    Args:
        states: name of a reading → (model, h (H,)); all models have the same vocabulary.

    Returns:
        name → {token: probability}, the same tokens for all, highest first by their largest probability.
    """
    p = {name: softmax(model.scores(h)) for name, (model, h) in states.items()}  # each (V,)
    best = set().union(*(np.argsort(-row, kind="stable")[:k].tolist() for row in p.values()))
    order = sorted(best, key=lambda i: -max(row[i] for row in p.values()))
    tokens = next(iter(states.values()))[0].vocabulary.tokens
    return {name: {tokens[i]: float(row[i]) for i in order} for name, row in p.items()}
