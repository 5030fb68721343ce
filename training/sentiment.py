"""Train `sentiment`: an LSTM that calls a sentence about a film positive or negative.

    python -m training.sentiment --corpus sst2-train.tsv --test sst2-test.tsv

It starts from the word vectors of the word map, so that words that are rare in the reviews start near
better-known ones, and learns from labelled phrases of every length, so that a verdict makes sense after
every word; negated phrases are added by rule (training/negation.py). 6 % of the sentences are held out
with all phrases that occur in them, to choose sizes by; the test file and the negated sentences of
lessons/negation.json are only measured. An interrupted run started again goes on where it was. Writes
lstm_viz/weights/sentiment.safetensors and runs/sentiment/.
"""

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz import lessons
from lstm_viz.inputs.clitics import english
from lstm_viz.inputs.text import Vocabulary
from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.sentiment import VERDICTS, SentimentModel
from lstm_viz.models.word_vectors import WordVectors

from . import loop, negation
from .texts import IGNORE

Example = tuple[list[str], int]


class Network(nn.Module):
    """Embedding, one LSTM layer, a linear layer that scores both verdicts after each word."""

    def __init__(self, vectors: np.ndarray, H: int, dropout: float, forgotten_words: float):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(torch.from_numpy(vectors), freeze=False)
        self.lstm = nn.LSTM(vectors.shape[1], H, batch_first=True)
        self.head = nn.Linear(H, 2)
        self.dropout, self.forgotten_words = nn.Dropout(dropout), forgotten_words
        with torch.no_grad():  # open forget gates at first: Jozefowicz et al. (2015), section 5
            self.lstm.bias_ih_l0[H : 2 * H] = 1.0

    def losses(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy (B, T) where a target stands (after the last word), 0 elsewhere."""
        if self.training:  # some words become the unknown one, so that none is relied on alone
            ids = ids.masked_fill(torch.rand(ids.shape) < self.forgotten_words, 0)
        h, _ = self.lstm(self.dropout(self.embedding(ids)))  # (B, T, H)
        scores = self.head(self.dropout(h))  # (B, T, 2)
        return F.cross_entropy(scores.transpose(1, 2), targets, reduction="none", ignore_index=IGNORE)

    def to_model(self, tokens: list[str], **facts) -> SentimentModel:
        """As the NumPy model that the app runs, rounded as it is stored."""
        facts = {name: str(value) for name, value in facts.items()} | {"vocabulary": json.dumps(tokens)}
        tensors = {name: t.numpy(force=True).astype(np.float16) for name, t in self.state_dict().items()}
        return SentimentModel(tensors, facts)


def tokens_of(phrase: str) -> list[str]:
    """Tokens of a line of the corpus, which writes “do n't” and “film 's” with blanks."""
    phrase = phrase.replace("-lrb-", "(").replace("-rrb-", ")").replace("`", "'")
    if re.match(r"'[a-z]", phrase):  # a phrase may begin with what leans on the word before
        return english("it" + re.sub(r" (n't|'[a-z]+)\b", r"\1", phrase))[1:]
    return english(re.sub(r" (n't|'[a-z]+)\b", r"\1", phrase))


def read(path: str | Path) -> list[Example]:
    """Phrases and labels of a file with a header line: phrase, tab, 0 or 1."""
    lines = Path(path).read_text("utf-8").splitlines()[1:]
    examples = [
        (tokens_of(phrase), int(label)) for phrase, label in (line.rsplit("\t", 1) for line in lines)
    ]
    return [(tokens, label) for tokens, label in examples if tokens]


def split(examples: list[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Training phrases, and held-out sentences none of whose phrases is trained on.

    The corpus cuts every sentence into phrases; a sentence is a phrase that is part of no other.
    """
    by_length = sorted({" ".join(tokens) for tokens, _ in examples}, key=len, reverse=True)
    whole, pieces = [], set()
    for phrase in by_length:
        if phrase in pieces:
            continue
        whole.append(phrase)
        tokens = phrase.split()
        pieces |= {
            " ".join(tokens[i:j]) for i in range(len(tokens)) for j in range(i + 1, len(tokens) + 1)
        }
    held_out = set(random.Random(seed).sample(sorted(whole), round(share * len(whole))))
    forbidden = set()
    for phrase in held_out:
        tokens = phrase.split()
        # single words and pairs occur everywhere: they tell nothing about the sentence
        forbidden |= {
            " ".join(tokens[i:j]) for i in range(len(tokens)) for j in range(i + 3, len(tokens) + 1)
        }
    kept = [e for e in examples if " ".join(e[0]) not in forbidden]
    return kept, [e for e in examples if " ".join(e[0]) in held_out]


def vectors(vocabulary: Vocabulary, seed: int) -> np.ndarray:
    """Where the embedding starts (V, E): the shipped vectors of the word map; random where they lack a word."""
    shipped_ones = WordVectors.load()
    known = [k for k, token in enumerate(vocabulary.tokens) if token in shipped_ones.index]
    E = shipped_ones.vectors.shape[1]
    start = np.random.default_rng(seed).normal(0, 0.1, (len(vocabulary), E))
    start[known] = [shipped_ones.vectors[shipped_ones.index[vocabulary.tokens[k]]] for k in known]
    # inputs of a size that the gates can tell apart
    return (start * 0.4 / start.std()).astype(np.float32)


def batches(examples: list[Example], vocabulary: Vocabulary, size: int, seed: int):
    """Batches (ids, targets), each (B, T) int64, of phrases of similar length in random order."""
    chooser = random.Random(seed)
    order = sorted(examples, key=lambda example: len(example[0]) + 4 * chooser.random())
    groups = [order[k : k + size] for k in range(0, len(order), size)]
    chooser.shuffle(groups)
    for group in groups:
        ids = np.zeros((len(group), max(len(tokens) for tokens, _ in group)), np.int64)
        targets = np.full(ids.shape, IGNORE, np.int64)
        for b, (tokens, label) in enumerate(group):
            ids[b, : len(tokens)] = vocabulary.encode(tokens)
            targets[b, len(tokens) - 1] = label
        yield torch.from_numpy(ids), torch.from_numpy(targets)


def accuracy(model: SentimentModel, examples: list[Example]) -> float:
    """Share of sentences whose label is the likelier after the last word."""
    right = [model.trace(tokens).scores[-1].argmax() == label for tokens, label in examples]
    return round(float(np.mean(right)), 4)


def negated() -> list[Example]:
    """The negated sentences that the model is measured by."""
    lists = lessons.load("negation")
    return [(english(text), VERDICTS.index(label)) for label, texts in lists.items() for text in texts]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True, help="phrase, tab, 0 or 1, after a header line")
    parser.add_argument("--test", required=True, help="the same, whole sentences, only measured")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.5)
    parser.add_argument("--forgotten-words", type=float, default=0.05)
    parser.add_argument("--negated", type=int, default=60, help="fillings of each negated frame")
    parser.add_argument("--held-out", type=float, default=0.06)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--run", type=Path, default=Path("runs/sentiment"))
    parser.add_argument("--to", type=Path, default=shipped("sentiment"))
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    training, held_out = split(read(options.corpus), options.held_out, options.seed)
    test = read(options.test)
    print(f"{len(training)} phrases, {len(held_out)} sentences held out, {len(test)} test sentences")
    training += negation.phrases(training, options.negated, options.seed)
    vocabulary = Vocabulary.build((w for tokens, _ in training for w in tokens), min_count=2)
    start = vectors(vocabulary, options.seed)
    network = Network(start, options.hidden, options.dropout, options.forgotten_words)

    def validate(network: Network) -> dict[str, float]:
        network.eval()
        model = network.to_model(vocabulary.tokens)
        return {"accuracy_held_out": accuracy(model, held_out)}

    schedule = loop.Schedule(options.epochs, options.rate)
    figures = loop.fit(
        network,
        lambda epoch: batches(training, vocabulary, options.batch, epoch),
        schedule,
        options.run,
        validate,
    )
    model = network.to_model(vocabulary.tokens)
    figures |= {"accuracy": accuracy(model, test), "accuracy_negated": accuracy(model, negated())}
    print(json.dumps(figures | model.sizes))
    network.to_model(vocabulary.tokens, task="sentiment", phrases=len(training), **figures).save(
        options.to
    )


if __name__ == "__main__":
    main()
