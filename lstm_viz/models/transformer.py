"""A language model with a Transformer in place of the recurrent cell.

x_t = √E·embedding[token_t] + position_t    (E,)
y_t = layers(x_0, …, x_t)                   (E,)
p_t = softmax(embedding·y_t + b)            (V,)
"""

import json
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from lstm_viz.inputs.text import TOKENIZERS, EmptyText, Vocabulary
from lstm_viz.nn import transformer
from lstm_viz.nn.softmax import softmax

from . import checkpoints
from .checkpoints import ModelError
from .text_traces import Reading

_PARTS = {  # name in transformer.Layer: name in a torch state dict
    field.name: field.name.replace("_weight", ".weight").replace("_bias", ".bias")
    for field in fields(transformer.Layer)
}
_PARTS |= {
    "in_proj_weight": "self_attn.in_proj_weight",
    "in_proj_bias": "self_attn.in_proj_bias",
    "out_proj_weight": "self_attn.out_proj.weight",
    "out_proj_bias": "self_attn.out_proj.bias",
}


@dataclass(frozen=True)
class TransformerTrace(transformer.Trace, Reading):
    """A pass of a Transformer over a text."""


class TransformerModel(checkpoints.Stored):
    """A trained next-token model.

    Args:
        tensors: arrays by the names of a PyTorch state dict; `encoder.*` fits a
            `torch.nn.TransformerEncoder` without renaming.
        facts: the file's metadata: heads, context, tokenizer, vocabulary, title, figures.

    Raises:
        ModelError: something is missing or shapes do not fit together.
    """

    SHIPPED = "transformer"

    def __init__(self, tensors: dict[str, np.ndarray], facts: dict[str, str]) -> None:
        super().__init__(tensors, facts)
        try:
            self.heads = int(self.facts["heads"])
            self.context = int(self.facts["context"])  # longest text it was trained on, in tokens
            self.tokenize = TOKENIZERS[self.facts["tokenizer"]]
            self.vocabulary = Vocabulary(json.loads(self.facts["vocabulary"]))
            self.embeddings = self.tensors["embedding.weight"]  # (V, E)
            self.head_bias = self.tensors["head.bias"]  # (V,)
            self.final = (self.tensors["encoder.norm.weight"], self.tensors["encoder.norm.bias"])
            count = len(
                {name.split(".")[2] for name in self.tensors if name.startswith("encoder.layers.")}
            )
            self.layers = tuple(
                transformer.Layer(
                    **{part: self.tensors[f"encoder.layers.{k}.{name}"] for part, name in _PARTS.items()}
                )
                for k in range(count)
            )
        except KeyError as missing:
            raise ModelError(f"This is not a Transformer of ours: it has no {missing}.") from missing
        except ValueError as problem:  # no JSON, or no list of distinct tokens
            raise ModelError(f"The model's vocabulary cannot be read: {problem}") from problem
        V, E = self.embeddings.shape
        fits = all(layer.in_proj_weight.shape == (3 * E, E) for layer in self.layers)
        if not fits or E % self.heads or self.head_bias.shape != (V,) or len(self.vocabulary) != V:
            raise ModelError("The sizes of this model's tensors do not fit together.")

    @cached_property
    def sizes(self) -> dict[str, int]:
        """V tokens, E numbers a token, layers, heads, and the count of all trainable numbers."""
        V, E = self.embeddings.shape
        return {
            "V": V,
            "E": E,
            "layers": len(self.layers),
            "heads": self.heads,
            "parameters": self.parameter_count,
        }

    def trace(self, text: str | list[str]) -> TransformerTrace:
        """Read a text (or tokens already cut) and record everything.

        Raises:
            EmptyText: no token in the text.
        """
        tokens = self.tokenize(text) if isinstance(text, str) else list(text)
        if not tokens:
            raise EmptyText("There is nothing to read yet: type a few words.")
        ids = self.vocabulary.encode(tokens)  # (T,)
        run = transformer.run(self.layers, self.final, self.embeddings[ids], self.heads)
        known = [token in self.vocabulary for token in tokens]
        return TransformerTrace(tokens, known, ids, run.inputs, run.layers, run.output)

    def scores(self, output: np.ndarray) -> np.ndarray:
        """Scores (logits) of every token as the next one: (…, E) → (…, V)."""
        return output @ self.embeddings.T + self.head_bias

    def predict(self, trace: TransformerTrace, t: int = -1, k: int = 10) -> list[tuple[str, float]]:
        """The k likeliest next tokens after step t with their probabilities, likeliest first."""
        p = softmax(self.scores(trace.output[t]))  # (V,)
        best = np.argsort(-p, kind="stable")[:k]
        return [(self.vocabulary.tokens[i], float(p[i])) for i in best]
