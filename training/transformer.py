"""Train `transformer`: a small causal Transformer on the text of `everyday`, about as large as it.

    python -m training.transformer --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv

Same sentences, same held-out part, same vocabulary and same measure as `training.words`. Two things
make it cheap: several texts share a row, each seeing only itself, and all epochs but the last estimate
the softmax's sum from a part of the vocabulary. An interrupted run started again goes on where it was.
Writes lstm_viz/weights/transformer.safetensors and runs/transformer/. `--further` goes on from the
shipped weights, one epoch at a lower rate, after the text was changed.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

from lstm_viz.inputs.text import END
from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn.transformer import positions

from . import everyday, loop, texts
from .network import cross_entropies, estimated_cross_entropies, keep, start_from

KEPT = 0.25  # share of the first training's weights in the further one's
ROWS = 36  # of a batch: about 2,100 words


class Network(nn.Module):
    """√E·embedding + positions, causal layers with the norm first, scores against the embedding.

    Args:
        end: number of the end token, which is a target only: after it a new text begins.
    """

    def __init__(self, V: int, E: int, layers: int, heads: int, F: int, end: int):
        super().__init__()
        self.heads, self.end, self.estimates = heads, end, False
        self.embedding = nn.Embedding(V, E)
        nn.init.normal_(self.embedding.weight, std=E**-0.5)
        layer = nn.TransformerEncoderLayer(E, heads, F, dropout=0, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, nn.LayerNorm(E), enable_nested_tensor=False)
        for block in self.encoder.layers:  # the stacked copies must not start alike
            for weight in (block.self_attn.in_proj_weight, block.linear1.weight, block.linear2.weight):
                nn.init.xavier_uniform_(weight)
        self.head = nn.ParameterDict({"bias": nn.Parameter(torch.zeros(V))})

    def read(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """The last layer's output (B, T, E), normed; a text sees neither later words nor other texts."""
        T, E = ids.shape[1], self.embedding.embedding_dim
        ends = targets == self.end
        text = ends.cumsum(1) - ends.long()  # number of the text in its row (B, T)
        alike = text[:, :, None] == text[:, None, :]  # (B, T, T)
        place = torch.arange(T) - alike.long().argmax(2)  # place in the text: minus its first (B, T)
        x = E**0.5 * self.embedding(ids) + torch.from_numpy(positions(T, E))[place]  # (B, T, E)
        closed = ~(alike & torch.ones(T, T, dtype=torch.bool).tril())
        return self.encoder(x, mask=closed.repeat_interleave(self.heads, 0))

    def losses(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy of each target (B, T), 0 where the target is −100."""
        y = self.read(ids, targets).flatten(0, 1)[targets.flatten() != -100]  # (N, E)
        entropies = estimated_cross_entropies if self.estimates and self.training else cross_entropies
        return entropies(y, self.embedding.weight, self.head["bias"], targets)

    def to_model(self, tokens: list[str], **facts) -> TransformerModel:
        """As the NumPy model that the app runs."""
        facts = {name: str(value) for name, value in facts.items()}
        facts |= {"cell": "transformer", "tokenizer": "words", "vocabulary": json.dumps(tokens)}
        facts |= {"heads": str(self.heads), "context": str(everyday.LONGEST)}
        return TransformerModel({n: t.numpy(force=True) for n, t in self.named_parameters()}, facts)


def packed(text: everyday.Everyday, epoch: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """The texts of `text.batches`, several in a row of `everyday.LONGEST` places, nearly no padding."""
    rows, row = [], ([], [])
    for ids, targets in text.batches(epoch):
        for words, nexts in zip(ids.tolist(), targets.tolist(), strict=True):
            size = sum(target != texts.IGNORE for target in nexts)
            if len(row[0]) + size > everyday.LONGEST:
                rows.append(row)
                row = ([], [])
            row = (row[0] + words[:size], row[1] + nexts[:size])
        while len(rows) >= ROWS:
            yield rectangle(rows[:ROWS])
            del rows[:ROWS]
    yield rectangle([*rows, row])


def rectangle(rows: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Words and next words of rows of different lengths, (B, T) each."""
    ids = torch.zeros(len(rows), everyday.LONGEST, dtype=torch.long)
    targets = torch.full_like(ids, texts.IGNORE)
    for k, (words, nexts) in enumerate(rows):
        ids[k, : len(words)], targets[k, : len(words)] = torch.tensor(words), torch.tensor(nexts)
    return ids, targets


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    everyday.add_arguments(parser)
    parser.add_argument("--embedding", type=int, default=96)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--feedforward", type=int, default=256)
    parser.add_argument("--epochs", type=int, help="5, or 1 further one")
    parser.add_argument("--further", action="store_true", help="go on from the shipped weights")
    parser.add_argument("--rate", type=float, help="3e-3, or 1e-3 for a further epoch")
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    number = options.epochs or (1 if options.further else 5)
    rate = options.rate or (1e-3 if options.further else 3e-3)

    text = everyday.Everyday.read(options)
    sizes = (options.embedding, options.layers, options.heads, options.feedforward)
    epochs = [list(packed(text, epoch)) for epoch in range(number)]
    network = Network(len(text.vocabulary), *sizes, text.vocabulary.index[END])
    read = 0  # tokens that an earlier training read
    if options.further:
        earlier = TransformerModel.load(shipped("transformer"))
        start_from(network, earlier, text.vocabulary.tokens)
        read = int(earlier.facts["tokens_read"])
    schedule = loop.Schedule(number, rate, estimated=number - 1)
    figures = loop.fit(network, epochs.__getitem__, schedule, Path("runs/transformer"), text.validate)
    if options.further:
        keep(network, earlier, text.vocabulary.tokens, KEPT)
        figures = text.validate(network)
    facts = {"title": "everyday words (Transformer)", "tokens_read": read + number * text.tokens}
    facts |= {"text_tokens": text.tokens, "text_bytes": text.bytes}
    model = network.to_model(text.vocabulary.tokens, **facts, **figures)
    model.save(shipped("transformer"))


if __name__ == "__main__":
    main()
