"""word2vec one step at a time, every number kept: what the network picture shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.nn.softmax import softmax

from .pairs import examples


@dataclass(frozen=True)
class Step:
    """One training step on one example."""

    hidden: np.ndarray  # (E,)
    scores: np.ndarray  # (V,)
    probabilities: np.ndarray  # (V,)
    loss: float  # −ln p[target]
    input_gradient: np.ndarray  # (E,) for each of the rows of W_in that went in
    output_gradient: np.ndarray  # (V, E) for W_out


def step(W_in: np.ndarray, W_out: np.ndarray, inputs: list[int], target: int) -> Step:
    """Forward and backward with the full softmax.

    Args:
        W_in, W_out: (V, E).
        inputs: word numbers that go in: one for skip-gram, those around for CBOW.
        target: the word number that should come out.
    """
    hidden, scores, probabilities = _forward(W_in, W_out, inputs)
    # L = −ln p_target
    highest = scores.max()
    loss = np.log(np.exp(scores - highest).sum()) + highest - scores[target]  # finite even where p is 0
    # ∂L/∂s = p − one_hot(target)
    error = probabilities.copy()  # (V,)
    error[target] -= 1
    # ∂L/∂W_out = ∂L/∂s ⊗ h
    output_gradient = np.outer(error, hidden)  # (V, E)
    # ∂L/∂W_in = W_outᵀ·∂L/∂s, shared equally among the words that went in
    input_gradient = error @ W_out / len(inputs)  # (E,)
    return Step(hidden, scores, probabilities, float(loss), input_gradient, output_gradient)


def _forward(
    W_in: np.ndarray, W_out: np.ndarray, inputs: list[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    # h = mean of the rows of W_in; that is one-hot vectors times W_in, averaged
    hidden = W_in[inputs].sum(axis=0) / len(inputs)  # (E,)
    # s = W_out·h
    scores = W_out @ hidden  # (V,)
    # p = softmax(s)
    return hidden, scores, softmax(scores)


@dataclass(frozen=True)
class Recording:
    """Training on a short text, recorded: S steps over a vocabulary of V words, E numbers each."""

    examples: list[tuple[list[int], int]]  # (places in, place out) of one pass over the text
    order: np.ndarray  # (S,) which example each step trains on
    hidden: np.ndarray  # (S, E)
    scores: np.ndarray  # (S, V)
    probabilities: np.ndarray  # (S, V)
    losses: np.ndarray  # (S,)
    after: np.ndarray  # (S,) probability of the step's target right after the step
    W_in: np.ndarray  # (S + 1, V, E), before each step and after the last
    W_out: np.ndarray  # (S + 1, V, E)


def record(
    ids: np.ndarray,
    V: int,
    flavour: str,
    window: int = 2,
    sides: str = "both",
    E: int = 4,
    rate: float = 0.2,
    seed: int = 0,
    steps: int = 600,
    sentences: Sequence[int] | None = None,
) -> Recording:
    """Train on a text again and again, one example a step, by plain gradient descent.

    Args:
        ids: word numbers (T,), at least two.
        rate: learning rate.
        sentences: the number of each word's sentence (T,); no window reaches over its end.

    Raises:
        ValueError: the text has no two words beside each other to learn from.
    """
    found = examples(len(ids), flavour, window, sides, sentences)
    if not found:
        raise ValueError("word2vec needs at least two words: type a longer text.")
    random = np.random.default_rng(seed)
    W_in, W_out = random.normal(0, 0.5, (2, V, E))
    taken, before_in, before_out, after = [], [W_in], [W_out], []
    order = np.arange(steps) % len(found)
    for k in order:
        inputs, target = [int(ids[place]) for place in found[k][0]], int(ids[found[k][1]])
        now = step(W_in, W_out, inputs, target)
        W_in, W_out = W_in.copy(), W_out - rate * now.output_gradient
        np.subtract.at(W_in, inputs, rate * now.input_gradient)  # a word that went in twice learns twice
        taken.append(now)
        before_in.append(W_in)
        before_out.append(W_out)
        after.append(_forward(W_in, W_out, inputs)[2][target])
    kept = {
        name: np.array([getattr(s, name) for s in taken])
        for name in ("hidden", "scores", "probabilities")
    }
    losses = np.array([s.loss for s in taken])
    return Recording(found, order, losses=losses, after=np.array(after), W_in=np.array(before_in),
                     W_out=np.array(before_out), **kept)  # fmt: skip
