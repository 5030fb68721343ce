"""Train the word models on the same data: `everyday` (LSTM, with its snapshots), `everyday-rnn`,
`everyday-gru`, and `everyday-feedforward`, which sees no word but the present one.

    python -m training.words --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv --cell lstm
    python -m training.words --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv --cell rnn

    python -m training.words --captions captions-en.txt --tatoeba tatoeba-en-fr.tsv --cell lstm --further

`--further` goes on from the shipped weights, one epoch at a lower rate, after the text was changed;
the rows of words are found again by the words themselves. It makes no snapshots: those that are shipped are of a
training from the start on the same text, so that they know the same words.

Text: every caption, every English Tatoeba sentence twice, and generated scenes (`training.scenes`).
2 % of the real sentences are held out first; the validation perplexity is theirs alone. An
interrupted run started again goes on where it was. Writes lstm_viz/weights/ and runs/NAME/.
"""

import argparse
from pathlib import Path

import torch

from lstm_viz.models.cells import CELLS
from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.models.language import load_model

from . import everyday, loop
from .network import Network, keep, start_from

SNAPSHOTS = (0, 50, 200, 600, 1500, 3500)  # updates, about evenly spaced in what they learn
FURTHER = 0.3  # share of the first training's rate
KEPT = 0.25  # share of the first training's weights in the further one's
RATES = {"lstm": 5e-3, "rnn": 2e-3, "gru": 4e-3, "feedforward": 4e-3}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    everyday.add_arguments(parser)
    parser.add_argument("--cell", choices=RATES, default="lstm")
    parser.add_argument("--embedding", type=int, default=96)
    parser.add_argument("--hidden", type=int, default=160)
    parser.add_argument("--epochs", type=int, help="5, or 1 further one")
    parser.add_argument("--further", action="store_true", help="go on from the shipped weights")
    parser.add_argument(
        "--estimated", type=int, default=0, help="first epochs with a cheaper, estimated softmax"
    )
    parser.add_argument("--rate", type=float)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rate = options.rate or RATES[options.cell] * (FURTHER if options.further else 1)
    epochs = options.epochs or (1 if options.further else 5)

    text = everyday.Everyday.read(options)
    network = Network(options.cell, len(text.vocabulary), options.embedding, options.hidden)
    name = CELLS[options.cell].model
    read = 0  # tokens that an earlier training read
    if options.further:
        earlier = load_model(name)
        start_from(network, earlier, text.vocabulary.tokens)
        read = int(earlier.facts["tokens_read"])

    def write(path: Path, update: int, **figures):
        path.parent.mkdir(parents=True, exist_ok=True)
        title = f"everyday words ({CELLS[options.cell].name})"
        model = network.to_model(text.vocabulary.tokens, "words", title=title, updates=update, **figures)
        model.save(path)

    def snapshot(network: Network, update: int):
        if options.cell == "lstm" and not options.further:
            write(WEIGHTS / "snapshots" / f"{update:06d}.safetensors", update, **text.validate(network))

    schedule = loop.Schedule(epochs, rate, SNAPSHOTS, estimated=options.estimated)
    figures = loop.fit(network, text.batches, schedule, Path("runs") / name, text.validate, snapshot)
    if options.further:
        keep(network, earlier, text.vocabulary.tokens, KEPT)
        figures = text.validate(network)
    write(shipped(name), -1, tokens_read=read + epochs * text.tokens, **figures)


if __name__ == "__main__":
    main()
