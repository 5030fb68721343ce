"""Train the three small examples of the page “Your own LSTM”.

    python -m training.own words blanks co2

`words`: a language model of two layers over the scenes of `training.scenes`, saved as PyTorch saves it.
`blanks`: letters without blanks, read in both directions: where does a word begin? In the layout of Keras.
`co2`: the next month's change of the air's carbon dioxide, from the changes before it.

Each takes less than five minutes on one core and is written to lstm_viz/weights/own/.
"""

import argparse
import csv
import io
import json
import zipfile

import h5py
import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

from lstm_viz.inputs.text import END, UNKNOWN, Vocabulary, words
from lstm_viz.lessons import FOLDER
from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.opened.text import PAD

from . import scenes, small

OWN = WEIGHTS / "own"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,?!'-\""
HELD_OUT_FROM = "1992-01"  # of the series: no later month was seen in training


class Tokens(nn.Module):
    """Embedding, recurrent layers, and a linear head at every step."""

    def __init__(self, V: int, E: int, H: int, outputs: int, layers: int = 1, both: bool = False):
        super().__init__()
        self.embedding = nn.Embedding(V, E, padding_idx=1)
        self.lstm = nn.LSTM(E, H, layers, batch_first=True, bidirectional=both)
        self.head = nn.Linear(H * (1 + both), outputs)

    def forward(self, ids):
        """(B, T) → (B, T, outputs)."""
        return self.head(self.lstm(self.embedding(ids))[0])


class Forecaster(nn.Module):
    """One LSTM layer, and a number at every step."""

    def __init__(self, H: int):
        super().__init__()
        self.lstm = nn.LSTM(1, H, batch_first=True)
        self.head = nn.Linear(H, 1)

    def forward(self, x):
        """(B, T, 1) → (B, T, 1)."""
        return self.head(self.lstm(x)[0])


def padded(rows: list[np.ndarray], value: int) -> torch.Tensor:
    """Rows of any length as (B, T), the shorter ones filled up."""
    return nn.utils.rnn.pad_sequence(list(map(torch.as_tensor, rows)), True, value)


def token_loss(inputs: list[np.ndarray], targets: list[np.ndarray], batch: int, seed: int):
    """A function that draws a batch and gives the mean cross entropy over its steps that are no padding."""
    random = np.random.default_rng(seed)

    def loss(network: nn.Module) -> torch.Tensor:
        rows = random.integers(len(inputs), size=batch)
        x, y = padded([inputs[k] for k in rows], 1), padded([targets[k] for k in rows], -100)
        return nn.functional.cross_entropy(network(x).transpose(1, 2), y)

    return loss


def train_words(updates: int = 1500, size: int = 1200):
    """The two-layer word model; prints the perplexity on scenes that it has not seen."""
    texts = [words(text) for text in scenes.sentences(60_000, seed=1)]
    held_out = [words(text) for text in scenes.sentences(2_000, seed=2)]
    common = Vocabulary.build((word for text in texts for word in text), size=size - 2).tokens[1:]
    tokens = [UNKNOWN, PAD, END, *common]
    vocabulary = Vocabulary(tokens)
    torch.manual_seed(0)
    network = Tokens(len(tokens), 32, 48, len(tokens), layers=2)
    ids = [vocabulary.encode([*text, END])[:25] for text in texts]  # a longer text is cut
    loss = token_loss([i[:-1] for i in ids], [i[1:] for i in ids], 32, seed=0)
    small.fit(network, loss, updates, 1e-2, "words")
    ids = [vocabulary.encode([*text, END]) for text in held_out]
    with torch.inference_mode():
        x, y = padded([i[:-1] for i in ids], 1), padded([i[1:] for i in ids], -100)
        perplexity = nn.functional.cross_entropy(network(x).transpose(1, 2), y).exp()
    print(f"words: perplexity {perplexity:.2f} on held-out scenes")
    facts = {"vocabulary": json.dumps(tokens, ensure_ascii=False)}
    state = {name: tensor.numpy().astype(np.float16) for name, tensor in network.state_dict().items()}
    save_file(state, OWN / "words.safetensors", metadata=facts)


def blanks(text: str) -> tuple[list[str], list[int]]:
    """The letters of a text without its blanks, and for each whether a word begins there.

    >>> blanks("a cat")
    (['a', 'c', 'a', 't'], [1, 1, 0, 0])
    """
    letters, begins = [], []
    for word in text.lower().split():
        kept = [letter for letter in word if letter in LETTERS]
        letters += kept
        begins += [int(k == 0) for k in range(len(kept))]
    return letters, begins


def train_blanks(updates: int = 1000):
    """The tagger in both directions; prints how many of the words' beginnings it finds."""
    vocabulary = Vocabulary([UNKNOWN, PAD, *LETTERS])
    texts = [blanks(text) for text in scenes.sentences(60_000, seed=3)]
    held_out = [blanks(text) for text in scenes.sentences(2_000, seed=4)]
    torch.manual_seed(0)
    network = Tokens(len(vocabulary), 16, 40, 2, both=True)
    x, y = [vocabulary.encode(t) for t, _ in texts], [np.array(b) for _, b in texts]
    small.fit(network, token_loss(x, y, 48, seed=0), updates, 1e-2, "blanks")
    found = expected = right = 0
    with torch.inference_mode():
        for letters, begins in held_out:
            said = network(torch.as_tensor(vocabulary.encode(letters))[None])[0].argmax(1).numpy()
            truth = np.array(begins)
            found, expected = found + said.sum(), expected + truth.sum()
            right += (said & truth).sum()
    print(f"blanks: of {expected} beginnings {right} found, {found - right} false ones")
    (OWN / "blanks.keras").write_bytes(keras_file(network))


def keras_file(network: Tokens) -> bytes:
    """The network in the layout of a .keras archive: kernels transposed, one bias, gates i, f, c, o."""
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    (V, E), H = state["embedding.weight"].shape, network.lstm.hidden_size
    lstm = {"name": "lstm", "units": H, "activation": "tanh", "recurrent_activation": "sigmoid",
            "return_sequences": True, "use_bias": True}  # fmt: skip
    inner = {"module": "keras.layers", "class_name": "LSTM", "config": lstm}
    both = {"name": "bidirectional", "layer": inner, "merge_mode": "concat"}
    layers = [
        ("InputLayer", {"name": "letters", "batch_shape": [None, None], "dtype": "int32"}),
        ("Embedding", {"name": "embedding", "input_dim": V, "output_dim": E}),
        ("Bidirectional", both),
        ("Dense", {"name": "begins", "units": network.head.out_features, "activation": "softmax"}),
    ]
    described = [{"module": "keras.layers", "class_name": kind, "config": c} for kind, c in layers]
    config = {"module": "keras", "class_name": "Sequential",
              "config": {"name": "blanks", "layers": described}}  # fmt: skip
    arrays = {"embedding/vars/0": state["embedding.weight"]}
    for side, end in (("forward_layer", ""), ("backward_layer", "_reverse")):
        biases = state[f"lstm.bias_ih_l0{end}"] + state[f"lstm.bias_hh_l0{end}"]
        own = (state[f"lstm.weight_ih_l0{end}"].T, state[f"lstm.weight_hh_l0{end}"].T, biases)
        arrays |= {f"bidirectional/{side}/cell/vars/{k}": array for k, array in enumerate(own)}
    arrays |= {"dense/vars/0": state["head.weight"].T, "dense/vars/1": state["head.bias"]}
    weights, archive = io.BytesIO(), io.BytesIO()
    with h5py.File(weights, "w") as file:
        for name, array in arrays.items():
            file[f"layers/{name}"] = array
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("metadata.json", json.dumps({"keras_version": "3.0.0"}))
        file.writestr("config.json", json.dumps(config))
        file.writestr("model.weights.h5", weights.getvalue())
    return archive.getvalue()


def train_co2(updates: int = 1500, H: int = 16, window: int = 60):
    """The forecaster, on the months before `HELD_OUT_FROM`; prints its mean error over those after it."""
    with (FOLDER / "co2.csv").open(encoding="utf-8") as file:
        months, values = zip(*list(csv.reader(file))[1:], strict=True)
    changes = np.diff(np.array(values, np.float64))
    seen = months.index(HELD_OUT_FROM) - 1  # changes up to the last month before
    mean, spread = changes[:seen].mean(), changes[:seen].std()
    scaled = torch.as_tensor((changes - mean) / spread, dtype=torch.float32)[:, None]
    torch.manual_seed(0)
    network, random = Forecaster(H), np.random.default_rng(0)

    def loss(network: nn.Module) -> torch.Tensor:
        starts = random.integers(seen - window, size=32)
        x = torch.stack([scaled[s : s + window + 1] for s in starts])
        noise = 0.1 * torch.as_tensor(random.normal(size=x.shape), dtype=torch.float32)
        said = network((x + noise)[:, :-1])
        return (
            (said - x[:, 1:])[:, 12:] ** 2
        ).mean()  # after a year, for before it cannot know the season

    small.fit(network, loss, updates, 5e-3, "co2")
    with torch.inference_mode():
        said = network(scaled[None, :-1])[0, seen - 1 :, 0].numpy() * spread + mean
    truth = changes[seen:]
    last_year = np.array(values, np.float64)
    level = last_year[seen + 1 :]
    naive = np.abs(level - last_year[seen + 1 - 12 : -12]).mean()
    same_change = np.abs(truth - changes[seen - 12 : -12]).mean()
    print(f"co2: mean error {np.abs(said - truth).mean():.3f} ppm; same as last year {naive:.3f}; "
          f"same change as last year {same_change:.3f}; mean {mean:.6f}, spread {spread:.6f}")  # fmt: skip
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    save_file(state, OWN / "co2.safetensors")


PROGRAMS = {"words": train_words, "blanks": train_blanks, "co2": train_co2}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+", choices=PROGRAMS)
    torch.set_num_threads(1)
    OWN.mkdir(exist_ok=True)
    for name in parser.parse_args().names:
        PROGRAMS[name]()


if __name__ == "__main__":
    main()
