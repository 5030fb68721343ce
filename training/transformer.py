"""Train `transformer`: a small causal Transformer on the text of `everyday`, about as large as it.

    python -m training.transformer --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv

Same sentences, same held-out part, same vocabulary and same measure as `training.words`. An
interrupted run started again goes on where it was. Writes lstm_viz/models/transformer.safetensors
and runs/transformer/.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import nn

from lstm_viz.model import MODELS
from lstm_viz.transformer import positions
from lstm_viz.transformer_model import TransformerModel

from . import everyday, loop
from .network import cross_entropies


class Network(nn.Module):
    """√E·embedding + positions, causal layers with the norm first, scores against the embedding."""

    def __init__(self, V: int, E: int, layers: int, heads: int, F: int):
        super().__init__()
        self.heads = heads
        self.embedding = nn.Embedding(V, E)
        nn.init.normal_(self.embedding.weight, std=E**-0.5)
        layer = nn.TransformerEncoderLayer(E, heads, F, dropout=0, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, nn.LayerNorm(E), enable_nested_tensor=False)
        for block in self.encoder.layers:  # the stacked copies must not start alike
            for weight in (block.self_attn.in_proj_weight, block.linear1.weight, block.linear2.weight):
                nn.init.xavier_uniform_(weight)
        self.head = nn.ParameterDict({"bias": nn.Parameter(torch.zeros(V))})

    def read(self, ids: torch.Tensor) -> torch.Tensor:
        """The last layer's output (B, T, E), normed."""
        _, T = ids.shape
        E = self.embedding.embedding_dim
        x = E**0.5 * self.embedding(ids) + torch.from_numpy(positions(T, E))  # (B, T, E)
        mask = nn.Transformer.generate_square_subsequent_mask(T)
        return self.encoder(x, mask=mask, is_causal=True)

    def losses(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy of each target (B, T), 0 where the target is −100."""
        y = self.read(ids).flatten(0, 1)[targets.flatten() != -100]  # (N, E)
        return cross_entropies(y, self.embedding.weight, self.head["bias"], targets)

    def to_model(self, tokens: list[str], **facts) -> TransformerModel:
        """As the NumPy model that the app runs."""
        facts = {name: str(value) for name, value in facts.items()}
        facts |= {"cell": "transformer", "tokenizer": "words", "vocabulary": json.dumps(tokens)}
        facts |= {"heads": str(self.heads), "context": str(everyday.LONGEST)}
        return TransformerModel({n: t.numpy(force=True) for n, t in self.state_dict().items()}, facts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    everyday.add_arguments(parser)
    parser.add_argument("--embedding", type=int, default=96)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--feedforward", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-3)
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    text = everyday.Everyday.read(options)
    sizes = (options.embedding, options.layers, options.heads, options.feedforward)
    network = Network(len(text.vocabulary), *sizes)
    schedule = loop.Schedule(options.epochs, options.rate)
    figures = loop.fit(network, text.batches, schedule, Path("runs/transformer"), text.validate)
    facts = {"title": "everyday words (Transformer)", "tokens_read": options.epochs * text.tokens}
    model = network.to_model(text.vocabulary.tokens, **facts, **figures)
    model.save(MODELS / "transformer.safetensors")


if __name__ == "__main__":
    main()
