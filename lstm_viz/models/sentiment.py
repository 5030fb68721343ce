"""Sentiment of a sentence: an LSTM over its words, with a verdict after every word.

    x_t = embedding[token_t]                     (E,)
    h_t, C_t = cell(x_t, h_{t−1}, C_{t−1})       (H,)
    p_t = softmax(W·h_t + b)                     (2,): negative, positive

The network's answer is p_T, after the last word (many-to-one); the p_t before are what it would say if
the sentence ended there.
"""

import json
from dataclasses import dataclass, fields

import numpy as np

from lstm_viz.inputs.clitics import english
from lstm_viz.inputs.text import EmptyText, Vocabulary
from lstm_viz.nn import lstm
from lstm_viz.nn.softmax import softmax

from . import checkpoints
from .cells import CELLS, TextTrace
from .checkpoints import ModelError

VERDICTS = ("negative", "positive")
LONGEST = 60  # words and signs that are read


@dataclass(frozen=True)
class SentimentTrace(TextTrace):
    """A pass of the LSTM over a sentence, with the scores of both verdicts after every word."""

    scores: np.ndarray  # logits (T, 2)

    @property
    def positive(self) -> np.ndarray:
        """Probability of “positive” after every word, (T,)."""
        return softmax(self.scores)[:, 1]


class SentimentModel(checkpoints.Stored):
    """A trained judge of sentences.

    Args:
        tensors: `embedding.weight` (V, E), `lstm.*`, `head.weight` (2, H), `head.bias` (2,).
        facts: metadata: `vocabulary` as JSON, figures of the training.

    Raises:
        ModelError: something is missing or shapes do not fit together.
    """

    SHIPPED = "sentiment"

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        self.parameters = CELLS["lstm"].layer(self.tensors, "lstm")
        try:
            self.vocabulary = Vocabulary(json.loads(self.facts["vocabulary"]))
            self.embeddings = self.tensors["embedding.weight"]  # (V, E)
            self.head, self.head_bias = self.tensors["head.weight"], self.tensors["head.bias"]
        except KeyError as missing:
            raise ModelError(f"This is not a sentiment model of ours: it has no {missing}.") from missing
        (V, E), H = self.embeddings.shape, self.parameters.hidden_size
        if (len(self.vocabulary), self.head.shape, self.parameters.W_f.shape) != (V, (2, H), (H, H + E)):
            raise ModelError("The sizes of this sentiment model's tensors do not fit together.")

    @property
    def sizes(self) -> dict[str, int]:
        """V tokens, E numbers a token, H units, and the count of all trainable numbers."""
        V, E = self.embeddings.shape
        return {"V": V, "E": E, "H": self.parameters.hidden_size, "parameters": self.parameter_count}

    def trace(self, text: str | list[str]) -> SentimentTrace:
        """Read a sentence (or tokens already cut) from a zero state and record everything.

        Raises:
            EmptyText: no word in the text.
        """
        tokens = english(text) if isinstance(text, str) else list(text)
        if not tokens:
            raise EmptyText("There is nothing to judge yet: type a sentence about a film.")
        ids = self.vocabulary.encode(tokens)  # (T,)
        run = lstm.run(self.parameters, self.embeddings[ids])
        values = {f.name: getattr(run, f.name) for f in fields(run)}
        known = [token in self.vocabulary for token in tokens]
        return SentimentTrace(
            **values, tokens=tokens, known=known, ids=ids, scores=self.scores(run.hidden_state)
        )

    def scores(self, hidden_state: np.ndarray) -> np.ndarray:
        """Scores (logits) of the two verdicts: (…, H) → (…, 2)."""
        # scores_t = W·h_t + b
        return hidden_state @ self.head.T + self.head_bias
