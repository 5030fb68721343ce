"""A language model: vocabulary, embedding, recurrent cell and a head that scores the next token.

    x_t = embedding[token_t]                    (E,)
    h_t = cell(x_t, h_{t−1}, …)                 (H,)
    scores_t = embedding·(P·h_t) + b            (V,)
    p_t = softmax(scores_t)                     (V,)

The head scores with the embedding itself ("tied weights", Press and Wolf 2017,
"Using the output embedding to improve language models").
"""

import json
from dataclasses import fields
from functools import cache, cached_property
from typing import Any

import numpy as np
from safetensors import safe_open

from lstm_viz.inputs.text import TOKENIZERS, EmptyText, Vocabulary
from lstm_viz.nn import embeddings
from lstm_viz.nn.counts import layer_count
from lstm_viz.nn.softmax import softmax

from . import checkpoints
from .cells import CELLS, Cell
from .checkpoints import WEIGHTS, ModelError
from .text_traces import Recorded, TextTrace

DEFAULT = "everyday"


class LanguageModel(checkpoints.Stored):
    """A trained next-token model.

    Args:
        tensors: arrays by the names of a PyTorch state dict (see "Checkpoints" in the README).
        facts: the file's metadata: cell, tokenizer, vocabulary, title, figures of the training.

    Raises:
        ModelError: something is missing or shapes do not fit together.
    """

    SHIPPED = DEFAULT

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        try:
            self.cell_name = self.facts["cell"]
            self.tokenize = TOKENIZERS[self.facts["tokenizer"]]
            self.vocabulary = Vocabulary(json.loads(self.facts["vocabulary"]))
            self.cell: Cell = CELLS[self.cell_name]
            self.embeddings = self.tensors["embedding.weight"]  # (V, E)
            self.projection = self.tensors["head.projection.weight"]  # (E, H)
            self.head_bias = self.tensors["head.bias"]  # (V,)
        except KeyError as missing:
            raise ModelError(f"This is not a model of ours: it has no {missing}.") from missing
        except ValueError as problem:  # no JSON, or no list of distinct tokens
            raise ModelError(f"The model's vocabulary cannot be read: {problem}") from problem
        V, E = self.embeddings.shape if self.embeddings.ndim == 2 else (0, 0)
        self.parameters = self.cell.layer(self.tensors, self.cell_name)
        H, reads = self.parameters.hidden_size, self.tensors[f"{self.cell_name}.weight_ih_l0"].shape[1]
        if reads != E or self.projection.shape != (E, H) or self.head_bias.shape != (V,):
            raise ModelError("The sizes of this model's tensors do not fit together.")
        if len(self.vocabulary) != V:
            raise ModelError(f"The model has {V} embeddings for {len(self.vocabulary)} tokens.")

    @property
    def sizes(self) -> dict[str, int]:
        """V tokens, E numbers a token, H units, and the count of all trainable numbers, as the equations
        have them: PyTorch's file keeps a bias in two parts that are only ever added; they count once."""
        V, E = self.embeddings.shape
        rest = (self.embeddings, self.projection, self.head_bias)
        count = layer_count(self.parameters) + sum(array.size for array in rest)
        return {"V": V, "E": E, "H": self.parameters.hidden_size, "parameters": count}

    @cached_property
    def plane(self) -> embeddings.PCA:
        """The flat map of all embeddings."""
        return embeddings.PCA.fit(self.embeddings)

    @cached_property
    def directions(self) -> np.ndarray:
        """The embeddings at length one, (V, E), whose products are cosines."""
        return embeddings.normalize(self.embeddings)

    @cached_property
    def _neighbours(self) -> dict[int, list[tuple[int, float]]]:
        return {}

    def neighbours(self, row: int) -> list[tuple[int, float]]:
        """The five tokens whose embeddings are nearest to that of a token, nearest first, as (row, cosine).

        They are looked for once: a model never changes, and readers use the same words.
        """
        if row not in self._neighbours:
            self._neighbours[row] = embeddings.neighbours(self.directions, row)
        return self._neighbours[row]

    def trace(
        self, text: str | list[str], h0: np.ndarray | None = None, c0: np.ndarray | None = None
    ) -> TextTrace | Any:
        """Read a text (or tokens already cut) and record everything: the cell's `Trace` and the text.

        Args:
            h0, c0: states before the first token, (H,), for a text that goes on; zero where not given.
                Only a cell with a memory C takes c0.

        An LSTM's pass is a `TextTrace`, another cell's the class of its own (to a type checker: any).

        Raises:
            EmptyText: no token in the text.
            ValueError: a state of another size, or c0 for a cell without C.
        """
        tokens = self.tokenize(text) if isinstance(text, str) else list(text)
        if not tokens:
            raise EmptyText("There is nothing to read yet: type a few words.")
        ids = self.vocabulary.encode(tokens)  # (T,)
        run = self.cell.run(self.parameters, self.embeddings[ids], h0, c0)
        values = {f.name: getattr(run, f.name) for f in fields(run)}
        known = [token in self.vocabulary for token in tokens]
        return self.cell.trace(**values, tokens=tokens, known=known, ids=ids)

    def scores(self, hidden_state: np.ndarray) -> np.ndarray:
        """Scores (logits) of every token as the next one: (…, H) → (…, V)."""
        # scores_t = embedding·(P·h_t) + b
        return hidden_state @ self.projection.T @ self.embeddings.T + self.head_bias

    def predict(self, trace: Recorded, t: int = -1, k: int = 10) -> list[tuple[str, float]]:
        """The k likeliest next tokens after step t with their probabilities, likeliest first.

        Raises:
            IndexError: the trace has no step t.
        """
        p = softmax(self.scores(trace.hidden_state[t]))  # (V,)
        best = np.argsort(-p, kind="stable")[:k]
        return [(self.vocabulary.tokens[i], float(p[i])) for i in best]


def model_names(cell: str | None = None) -> list[str]:
    """Names of the shipped language models (with this cell: "lstm", "gru", …), the default first."""
    found = [name for name, its in _cells().items() if its in ([cell] if cell else CELLS)]
    return sorted(found, key=lambda name: name != DEFAULT)


@cache
def _cells() -> dict[str, str | None]:
    """The cell of every shipped language model, by name; the files are opened once."""
    found = {}
    for path in sorted(WEIGHTS.glob("*.safetensors")):
        with safe_open(path, framework="numpy") as file:
            facts = file.metadata() or {}
        if facts.get("task", "language") == "language":  # other tasks say what they are
            found[path.stem] = facts.get("cell")
    return found


def snapshot_names() -> list[str]:
    """Names of the default model's training snapshots, from untrained to done."""
    return [f"snapshots/{path.stem}" for path in sorted(WEIGHTS.glob("snapshots/*.safetensors"))]


def check_name(name: str) -> None:
    """Whether there is such a model or snapshot.

    Raises:
        ModelError: no shipped model has this name.
    """
    if name not in (*model_names(), *snapshot_names()):
        raise ModelError(f"There is no model “{name}”. There are: {', '.join(model_names())}.")


def load_model(name: str = DEFAULT) -> LanguageModel:
    """A shipped model or snapshot by name.

    Raises:
        ModelError: no shipped model has this name.
    """
    check_name(name)
    return LanguageModel.load(checkpoints.shipped(name))
