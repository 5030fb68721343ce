"""How long a pass takes as the text grows: step after step, or all words at once."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import lstm, transformer

LENGTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


@dataclass(frozen=True)
class Timing:
    """Shortest of several measurements at each length."""

    lengths: tuple[int, ...]
    lstm_seconds: np.ndarray  # (lengths,)
    transformer_seconds: np.ndarray  # (lengths,)


def measure(
    model: LanguageModel,
    attention_model: TransformerModel,
    lengths: Sequence[int] = LENGTHS,
    repeats: int = 5,
    seed: int = 0,
) -> Timing:
    """Time both passes, everything recorded, on random words of each length, on this machine, now.

    Args:
        model: a `LanguageModel` with an LSTM.  attention_model: a `TransformerModel`.
    """
    random = np.random.default_rng(seed)
    texts = [random.integers(0, len(model.embeddings), T) for T in lengths]
    passes = (
        lambda rows: lstm.run(model.parameters, model.embeddings[rows]),
        lambda rows: transformer.run(
            attention_model.layers,
            attention_model.final,
            attention_model.embeddings[rows],
            attention_model.heads,
        ),
    )
    return Timing(tuple(lengths), *shortest(passes, texts, repeats))


def shortest(passes: Sequence[Callable], inputs: Sequence, repeats: int) -> np.ndarray:
    """Seconds that each pass takes for each input, the shortest of `repeats`: (passes, inputs).

    They take turns, so that what else the machine does hits no length alone.
    """
    seconds = np.empty((repeats, len(passes), len(inputs)))
    for repeat in range(repeats):
        for row, read in enumerate(passes):
            for column, given in enumerate(inputs):
                start = time.perf_counter()
                read(given)
                seconds[repeat, row, column] = time.perf_counter() - start
    return seconds.min(axis=0)
