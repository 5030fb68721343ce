"""What recurrent networks are praised and blamed for, each measured on a network and a text."""

from collections.abc import Sequence

import numpy as np

from lstm_viz.inputs.text import UNKNOWN
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn import rnn

from .surprise import divergence
from .timing import shortest


def seconds(
    parameters: rnn.RNNParameters, lengths: Sequence[int], repeats: int = 7
) -> tuple[list[float], list[float]]:
    """Seconds to read sequences of these lengths: step by step, and all steps at once.

    All at once is a feedforward layer of the same size: one matrix product, in which no step has to
    wait for the one before. The fastest of `repeats` runs counts, and the runs of one length are spread over the
    whole measurement: other work disturbs the rest.
    """
    H = parameters.hidden_size
    W_x = np.ascontiguousarray(parameters.W[:, H:], np.float32)
    inputs = np.random.default_rng(0).normal(0, 0.3, (max(lengths), W_x.shape[1])).astype(np.float32)

    ways = (lambda x: rnn.run(parameters, x), lambda x: np.tanh(x @ W_x.T + parameters.b))
    stepwise, at_once = shortest(ways, [inputs[:T] for T in lengths], repeats).tolist()
    return stepwise, at_once


def influence(model: LanguageModel, tokens: list[str]) -> np.ndarray:
    """How much each word changes the prediction after the last one, (T,), 0 … 1 bit.

    Word t is replaced by the unknown word; what counts is the Jensen–Shannon divergence of the two
    predictions.
    """
    changed = [[*tokens[:t], UNKNOWN, *tokens[t + 1 :]] for t in range(len(tokens))]
    last = [model.trace(words).hidden_state[-1] for words in (tokens, *changed)]
    scores = model.scores(np.stack(last))  # (1 + T, V)
    return divergence(scores[1:], scores[:1])


def change_before(model: LanguageModel, tokens: list[str], t: int) -> tuple[float, float]:
    """The largest change of any state up to word t, and of any state after it, when the words after t
    are read in reverse order.

    Raises:
        ValueError: fewer than two words follow word t, so that nothing can be reversed.
    """
    if len(tokens) - t < 3:
        raise ValueError("Reversing the future takes at least two words that follow.")
    there = model.trace(tokens).hidden_state
    back = model.trace([*tokens[: t + 1], *tokens[:t:-1]]).hidden_state
    change = np.abs(there - back)
    return float(change[: t + 1].max()), float(change[t + 1 :].max())


def same_word(model: LanguageModel, tokens: list[str]) -> tuple[str, int, int, float, float]:
    """A word read twice (the first word is read again at the end where none repeats): the word, its two
    steps, and the largest difference of what U makes of it and of the hidden state then."""
    again = next((k for k, token in enumerate(tokens) if token in tokens[:k]), len(tokens))
    if again == len(tokens):
        tokens = [*tokens, tokens[0]]
    first = tokens.index(tokens[again])
    trace = model.trace(tokens)
    gap, drift = (
        float(np.abs(a[first] - a[again]).max()) for a in (trace.input_part, trace.hidden_state)
    )
    return tokens[again], first, again, gap, drift


def fading(model: LanguageModel, tokens: list[str], word: int) -> np.ndarray:
    """How much one word changes the prediction after it and after each later word, (T − word,), in bits.

    As in `influence`, the word is replaced by the unknown word.
    """
    changed = [*tokens[:word], UNKNOWN, *tokens[word + 1 :]]
    there, other = (model.trace(words).hidden_state[word:] for words in (tokens, changed))
    return divergence(model.scores(there), model.scores(other))
