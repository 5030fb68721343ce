"""Train the word models: `everyday` (LSTM, with its snapshots) and `everyday-rnn`, on the same data.

    python -m training.words --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv --cell lstm
    python -m training.words --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv --cell rnn

Text: every caption, every English Tatoeba sentence twice, and generated scenes (`training.scenes`).
2 % of the real sentences are held out first; the validation perplexity is theirs alone. An
interrupted run started again goes on where it was. Writes lstm_viz/models/ and runs/NAME/.
"""

import argparse
from pathlib import Path

import torch

from lstm_viz.model import MODELS
from lstm_viz.text import END, Vocabulary, words

from . import corpora, loop, scenes, texts
from .network import Network

SNAPSHOTS = (0, 50, 200, 600, 1500, 3500)  # updates, about evenly spaced in what they learn
TITLES = {"lstm": "everyday words (LSTM)", "rnn": "everyday words (plain RNN)"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--captions", required=True, help="one English sentence a line")
    parser.add_argument("--tatoeba", required=True, help="English, tab, translation")
    parser.add_argument("--cell", choices=("lstm", "rnn"), default="lstm")
    parser.add_argument("--scenes", type=int, default=60_000, help="generated sentences")
    parser.add_argument("--vocabulary", type=int, default=8192)
    parser.add_argument("--embedding", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=160)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rate = options.rate or {"lstm": 5e-3, "rnn": 2e-3}[options.cell]

    everyday, held_out_captions = corpora.split(corpora.captions(options.captions), 0.02, options.seed)
    short, held_out_short = corpora.split(corpora.tatoeba(options.tatoeba), 0.02, options.seed)
    real = [s for s in [*everyday, *short, *short] if not scenes.holds_out(s)]
    made = list(scenes.sentences(options.scenes, options.seed))
    sentences = [words(s) for s in [*real, *made]]
    counted = [token for s in sentences for token in s]
    vocabulary = Vocabulary.build([END] * len(sentences) + counted, min_count=2, size=options.vocabulary)
    missing = {w for s in scenes.HELD_OUT for w in words(s) if w not in vocabulary}
    if missing:
        raise SystemExit(f"The vocabulary lacks words of the lesson's sentences: {missing}")

    network = Network(options.cell, len(vocabulary), options.embedding, options.hidden)
    name = "everyday" if options.cell == "lstm" else "everyday-rnn"
    held_out = [words(s) for s in [*held_out_captions, *held_out_short]]
    end = vocabulary.index[END]

    def batches(epoch: int):
        joined = texts.join(sentences, seed=options.seed + epoch)
        return texts.batches(joined, vocabulary, tokens=2048, longest=64, seed=options.seed + epoch)

    def validate(network: Network) -> dict:
        parts = texts.batches(held_out, vocabulary, tokens=8192, longest=64, seed=0)
        return loop.perplexity(network, parts, end)

    def write(path: Path, update: int, **figures):
        path.parent.mkdir(parents=True, exist_ok=True)
        model = network.to_model(
            vocabulary.tokens, "words", title=TITLES[options.cell], updates=update, **figures
        )
        model.save(path)

    def snapshot(network: Network, update: int):
        if options.cell == "lstm":
            write(MODELS / "snapshots" / f"{update:06d}.safetensors", update, **validate(network))

    schedule = loop.Schedule(options.epochs, rate, SNAPSHOTS)
    figures = loop.fit(network, batches, schedule, Path("runs") / name, validate, snapshot)
    write(MODELS / f"{name}.safetensors", -1, tokens_read=options.epochs * len(counted), **figures)


if __name__ == "__main__":
    main()
