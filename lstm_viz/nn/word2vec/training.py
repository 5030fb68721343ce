"""Learn word vectors from a small corpus, stretch by stretch, by Adagrad.

Adagrad (Duchi, Hazan and Singer 2011) divides each number's step by the length of all its gradients
so far, so rare words move as far as common ones and one learning rate suits any size of stretch.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np

from lstm_viz.inputs.text import UNKNOWN, TextError, Vocabulary, words

from .objective import Stretch, loss_and_gradients

STRETCH = 512  # words a step
NOISE = 32  # noise words a step
TINY = 1e-8


class CorpusError(TextError):
    """A corpus that nothing can be learned from; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    """What the reader chooses."""

    flavour: str = "skip-gram"  # or "cbow"
    loss: str = "negative sampling"  # or "full softmax"
    window: int = 4
    dimensions: int = 30  # E
    rate: float = 0.1  # learning rate
    epochs: int = 10
    seed: int = 0
    negative: int = 5  # K
    sample: float = 1e-3  # above this share of the text a word is read less often; 0: always


@dataclass(frozen=True)
class Corpus:
    """A text as word numbers: sentences without signs, rare words left out."""

    vocabulary: list[str]  # V words, the most frequent first
    counts: np.ndarray  # (V,)
    whole: Stretch

    @classmethod
    def read(cls, text: str, min_count: int = 5, most: int = 2000) -> Self:
        """Cut a text into sentences (at line breaks and . ! ?) and words.

        Args:
            min_count: words seen less often are left out.
            most: the largest vocabulary; the most frequent words stay.

        Raises:
            CorpusError: fewer than five words are left.
        """
        kept, number, sentence = [], [], 0
        for line in text.splitlines():
            for token in words(line):
                if token in ".!?":
                    sentence += 1
                elif token[0].isalnum():
                    kept.append(token)
                    number.append(sentence)
            sentence += 1
        vocabulary = Vocabulary.build(kept, min_count, most + 1)
        if len(vocabulary) < 6:
            raise CorpusError(
                f"Only {len(vocabulary) - 1} different words occur at least {min_count} times in this "
                f"text: "
                "paste a longer one, or let rarer words count."
            )
        ids = vocabulary.encode(kept) - 1  # row 0 of a vocabulary is the unknown token: not used here
        known = ids >= 0
        stretch = Stretch(ids[known], np.array(number, np.int64)[known])
        assert vocabulary.tokens[0] == UNKNOWN
        return cls(vocabulary.tokens[1:], np.bincount(stretch.ids), stretch)


@dataclass(frozen=True)
class Progress:
    """Where the training stands after a step."""

    words: int  # of the corpus read so far, all epochs together
    total: int  # to read in all
    loss: float  # of the step, mean over its examples
    vectors: np.ndarray  # (V, E), W_in itself: copy what should stay


def train(corpus: Corpus, settings: Settings) -> Iterator[Progress]:
    """One `Progress` before the first step and after each."""
    random = np.random.default_rng(settings.seed)
    V, E = len(corpus.vocabulary), settings.dimensions
    W_in = ((random.random((V, E)) - 0.5) / E).astype(np.float32)  # as word2vec starts
    W_out = np.zeros((V, E), np.float32)
    if settings.loss == "full softmax":
        W_out = ((random.random((V, E)) - 0.5) / E).astype(np.float32)
    squares = [np.zeros_like(W_in), np.zeros_like(W_out)]
    drawn = np.cumsum(corpus.counts**0.75)
    keep = _keep(corpus, settings.sample)  # (V,)
    T = len(corpus.whole.ids)
    total, read = T * settings.epochs, 0
    yield Progress(0, total, float("nan"), W_in)
    for _ in range(settings.epochs):
        stays = random.random(T) < keep[corpus.whole.ids]
        places = np.flatnonzero(stays)
        for start in range(0, len(places), STRETCH):
            part = places[start : start + STRETCH]
            stretch = Stretch(corpus.whole.ids[part], corpus.whole.sentence[part])
            noise = None
            if settings.loss == "negative sampling":
                noise = np.searchsorted(drawn, random.random(NOISE) * drawn[-1], side="right")
            loss, count, *gradients = loss_and_gradients(
                W_in, W_out, stretch, settings.flavour, settings.window, noise, settings.negative
            )
            if count:
                for W, square, gradient in zip((W_in, W_out), squares, gradients, strict=True):
                    # G ← G + g²;  W ← W − rate·g/√G
                    square += gradient * gradient
                    W -= settings.rate * gradient / (np.sqrt(square) + TINY)
            done = int(part[-1]) + 1 if start + STRETCH < len(places) else T
            yield Progress(read + done, total, loss / count if count else float("nan"), W_in)
        read += T


def _keep(corpus: Corpus, sample: float) -> np.ndarray:
    """Chance that an occurrence of each word is read, (V,): √(t/f) + t/f at share f of the text."""
    if not sample:
        return np.ones(len(corpus.counts))
    f = corpus.counts / corpus.counts.sum()
    return np.minimum(1, np.sqrt(sample / f) + sample / f)
