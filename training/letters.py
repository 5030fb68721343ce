"""Train `letters`: an LSTM that reads and predicts single characters.

    python -m training.letters --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv \\
        --shakespeare tinyshakespeare.txt

Text: a third of the captions, all English Tatoeba sentences, generated scenes, and Shakespeare (for
his line breaks and quotation marks). 2 % of the real sentences are held out first. An interrupted run
started again goes on where it was. Writes lstm_viz/weights/letters.safetensors and runs/letters/.
"""

import argparse
import string
from pathlib import Path

import torch

from lstm_viz.inputs.text import END, UNKNOWN, Vocabulary, characters
from lstm_viz.models.checkpoints import shipped

from . import corpora, loop, scenes, texts
from .network import Network

# Fixed, so that no text in plain English has an unknown character, whatever the corpus held.
CHARACTERS = [*"\n ", *string.ascii_lowercase, *string.digits, *string.punctuation, *"éèêàâçöüäñï€£–“”…"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--captions", required=True, help="one English sentence a line")
    parser.add_argument("--tatoeba", required=True, help="English, tab, translation")
    parser.add_argument("--shakespeare", required=True, help="plain text")
    parser.add_argument("--scenes", type=int, default=25_000, help="generated sentences")
    parser.add_argument("--embedding", type=int, default=32)
    parser.add_argument("--hidden", type=int, default=160)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=6e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)

    kept, held_out = [], []
    for sentences in (
        corpora.captions(options.captions)[::3],
        corpora.tatoeba(options.tatoeba),
        corpora.paragraphs(options.shakespeare),
    ):
        training, validation = corpora.split(sentences, 0.02, options.seed)
        kept += [s for s in training if not scenes.holds_out(s)]
        held_out += validation
    kept += scenes.sentences(options.scenes, options.seed)
    vocabulary = Vocabulary([UNKNOWN, END, *CHARACTERS])
    kept, held_out = ([characters(s) for s in sentences] for sentences in (kept, held_out))
    network = Network("lstm", len(vocabulary), options.embedding, options.hidden)
    end = vocabulary.index[END]

    def batches(epoch: int):
        joined = texts.join(kept, seed=options.seed + epoch, joint=[" "])
        return texts.batches(joined, vocabulary, tokens=8192, longest=160, seed=options.seed + epoch)

    def validate(network: Network) -> dict:
        parts = texts.batches(held_out, vocabulary, tokens=16384, longest=160, seed=0)
        return loop.perplexity(network, parts, end)

    schedule = loop.Schedule(options.epochs, options.rate)
    figures = loop.fit(network, batches, schedule, Path("runs") / "letters", validate)
    facts = {"title": "letters (LSTM)", "tokens_read": options.epochs * sum(map(len, kept))}
    network.to_model(vocabulary.tokens, "characters", **facts, **figures).save(shipped("letters"))


if __name__ == "__main__":
    main()
