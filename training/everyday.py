"""The text of the word models: real sentences with some held out, generated scenes, one vocabulary."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from lstm_viz.inputs.text import END, Vocabulary, words

from . import corpora, loop, scenes, texts

LONGEST = 64  # tokens of a text


def add_arguments(parser: argparse.ArgumentParser):
    """The options that decide the data."""
    parser.add_argument("--captions", required=True, help="one English sentence a line")
    parser.add_argument("--tatoeba", required=True, help="English, tab, translation")
    parser.add_argument("--scenes", type=int, default=60_000, help="generated sentences")
    parser.add_argument("--vocabulary", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=0)


@dataclass(frozen=True)
class Everyday:
    """Tokenized sentences, those of the held-out part, and the vocabulary."""

    sentences: list[list[str]]
    held_out: list[list[str]]
    vocabulary: Vocabulary
    seed: int

    @classmethod
    def read(cls, options: argparse.Namespace):
        """Every caption, every English Tatoeba sentence twice, generated scenes; 2 % of the real
        sentences are held out first."""
        seed = options.seed
        everyday, held_out_captions = corpora.split(corpora.captions(options.captions), 0.02, seed)
        short, held_out_short = corpora.split(corpora.tatoeba(options.tatoeba), 0.02, seed)
        real = [s for s in [*everyday, *short, *short] if not scenes.holds_out(s)]
        made = list(scenes.sentences(options.scenes, seed))
        sentences = [words(s) for s in [*real, *made]]
        counted = [token for s in sentences for token in s]
        ends = [END] * len(sentences)
        vocabulary = Vocabulary.build(ends + counted, min_count=2, size=options.vocabulary)
        missing = {w for s in scenes.HELD_OUT for w in words(s) if w not in vocabulary}
        if missing:
            raise SystemExit(f"The vocabulary lacks words of the lesson's sentences: {missing}")
        held_out = [words(s) for s in [*held_out_captions, *held_out_short]]
        return cls(sentences, held_out, vocabulary, seed)

    @property
    def tokens(self) -> int:
        """Number of tokens of the training sentences."""
        return sum(map(len, self.sentences))

    @property
    def bytes(self) -> int:
        """Size of the training sentences as text, a space between words."""
        return sum(len(" ".join(s).encode()) + 1 for s in self.sentences)

    def batches(self, epoch: int) -> Iterator:
        """The training batches of an epoch, always the same ones."""
        joined = texts.join(self.sentences, seed=self.seed + epoch)
        return texts.batches(
            joined, self.vocabulary, tokens=2048, longest=LONGEST, seed=self.seed + epoch
        )

    def validate(self, network) -> dict[str, float]:
        """Perplexity on the held-out real sentences."""
        parts = texts.batches(self.held_out, self.vocabulary, tokens=8192, longest=LONGEST, seed=0)
        return loop.perplexity(network, parts, self.vocabulary.index[END])
