"""What somebody's own network reads outside the app: text, token numbers or numbers, and names of the steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_viz.inputs.text import PIECES, EmptyText, join
from lstm_viz.models.opened import Network, NetworkTrace
from lstm_viz.models.opened.text import Words, with_words


@dataclass(frozen=True)
class Read:
    """A sequence as the network takes it."""

    network: Network
    words: Words | None  # its vocabulary
    x: np.ndarray  # token numbers (T,), or (T, features)
    names: list[str]  # T, what stands on the steps
    known: list[bool]  # T
    text: str | None = None  # that the vocabulary cuts into these tokens

    @property
    def tokenizer(self) -> str:
        """Which of `TOKENIZERS` a text is cut with."""
        return self.words.tokenizer if self.words else "words"

    @property
    def step_name(self) -> str:
        """What a step reads."""
        return "step" if self.text is None else PIECES[self.tokenizer]

    def labels(self, trace: NetworkTrace) -> tuple[list[str], bool]:
        """Names of what the head scores, and whether they are the tokens; none where it tells no classes apart."""
        count = 0 if trace.scores is None else trace.scores.shape[1]
        if self.words and len(self.words.tokens) == count:
            return list(self.words.tokens), True
        classes = self.network.embedding is not None and count > 1
        return [f"class {c}" for c in range(count)] if classes else [], False


def read(
    network: Network, x: Any, names: Sequence[str] | None, vocabulary: Sequence[str] | None
) -> Read:
    """The sequence with the network's own vocabulary or the given one.

    Raises:
        EmptyText: the network can read nothing in the text.
        ValueError: a text without a vocabulary, or one that has not a token for each row.
    """
    tokens = tuple(vocabulary) if vocabulary is not None else network.tokens
    rows = network.features if network.embedding is None else len(network.embedding)
    if vocabulary is not None and len(vocabulary) != rows:
        raise ValueError(f"The vocabulary has {len(vocabulary)} tokens; {rows} are needed, one a row.")
    words = Words(tokens) if tokens and len(tokens) == rows else None
    if isinstance(x, str):
        if words is None:
            raise ValueError(
                f"“{network.name}” has no vocabulary, so it reads no text: give vocabulary=…, or numbers."
            )
        return _of_text(with_words(network, words), words, x, names)
    given = np.asarray(x)
    ids = given.ndim == 1 and np.issubdtype(given.dtype, np.integer)
    if ids and words and names is None:
        text = join([words.tokens[k] for k in given], words.tokenizer)
        encoded = words.encode(words.cut(text))
        if np.array_equal(encoded.ids, given):
            return _of_text(with_words(network, words), words, text, None)
        names = [words.tokens[k] for k in given]
    steps = [str(t + 1) for t in range(len(given))] if names is None else list(names)
    return Read(network, words if ids else None, given, steps, [True] * len(steps))


def _of_text(network: Network, words: Words, text: str, names: Sequence[str] | None) -> Read:
    encoded = words.encode(words.cut(text))
    if not encoded.tokens:
        raise EmptyText("There is nothing to read yet: give a text with tokens that the network knows.")
    steps = encoded.tokens if names is None else list(names)
    return Read(network, words, encoded.ids, steps, encoded.known, text)
