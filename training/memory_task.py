"""Train `memory`: say the first symbol again after n others, with a plain RNN, an LSTM and a GRU.

    python -m training.memory_task

A sequence of 1 + n letters out of eight, all drawn alike; after the last, the network says which was
the first. Each network trains on gaps n of 1 … 40, drawn anew for each batch, and is measured on gaps
up to 200. The hidden sizes make the three networks equally large (about 2,000 parameters). Every cell
is trained from several seeds, with everything else the same.

The second part trains the plain RNN by plain gradient descent from large recurrent weights, with and
without clipping, and keeps the norm of every gradient.

Writes lstm_viz/weights/memory.safetensors (all networks) and memory.json (the raw figures). A run that
was interrupted goes on with the network it had not finished.
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.numpy import save_file
from torch import nn

from lstm_viz.models.checkpoints import WEIGHTS, shipped
from lstm_viz.models.memory_task import HIDDEN, SYMBOLS

from . import small
from .network import recurrent_layer

LONGEST = 40  # gap trained on
GAPS = (*range(1, 11), 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 130, 160, 200)  # gaps measured at
K = len(SYMBOLS)


class Recall(nn.Module):
    """A recurrent layer that reads one-hot letters, and scores for the first letter after each."""

    def __init__(self, cell: str):
        super().__init__()
        self.cell = recurrent_layer(cell, K, HIDDEN[cell])
        self.output = nn.Linear(HIDDEN[cell], K)

    def forward(self, x):
        """Scores after the last letter: (B, T, K) → (B, K)."""
        return self.output(self.cell(x)[0][:, -1])


def sequences(count: int, gap: int, generator: torch.Generator):
    """Random sequences, one-hot (count, 1 + gap, K), and their first letters (count,)."""
    letters = torch.randint(K, (count, 1 + gap), generator=generator)
    return nn.functional.one_hot(letters, K).float(), letters[:, 0]


def draw_loss(network, batch: int, generator: torch.Generator) -> torch.Tensor:
    """Cross entropy on new sequences of one random gap."""
    gap = int(torch.randint(1, LONGEST + 1, (), generator=generator))
    x, first = sequences(batch, gap, generator)
    return nn.functional.cross_entropy(network(x), first)


@torch.inference_mode()
def accuracy(network, gap: int, count: int = 1000) -> float:
    """Share of new sequences whose first letter is named; the same sequences for every network."""
    x, first = sequences(count, gap, torch.Generator().manual_seed(10_000 + gap))
    return (network(x).argmax(dim=1) == first).float().mean().item()


def explode(seed: int, clip: float | None, updates: int, rate: float, scale: float) -> dict:
    """Gradient descent from a recurrent matrix that stretches every state `scale`-fold."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    network = Recall("rnn")
    with torch.no_grad():
        nn.init.orthogonal_(network.cell.weight_hh_l0, gain=scale)
    optimizer = torch.optim.SGD(network.parameters(), rate)
    losses, norms = [], []
    for _ in range(updates):
        optimizer.zero_grad()
        loss = draw_loss(network, 64, generator)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(network.parameters(), clip or float("inf"))
        optimizer.step()
        losses.append(round(loss.item(), 3))
        norms.append(float(f"{norm.item():.3g}"))
    return {"seed": seed, "clip": clip, "loss": losses, "norm": norms}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--updates", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=5e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)  # so small that more threads cost time

    networks, accuracies, parameters = {}, {}, {}
    for cell in HIDDEN:
        for seed in range(options.seeds):
            torch.manual_seed(seed)
            network, name = Recall(cell), f"{cell}.{seed}"
            generator = torch.Generator().manual_seed(seed)

            def train(network, name=name, generator=generator):
                loss = lambda network: draw_loss(network, options.batch, generator)  # noqa: E731
                small.fit(network, loss, options.updates, options.rate, name)

            networks[name] = small.trained(Path("runs/memory") / f"{name}.safetensors", network, train)
            parameters[cell] = small.count(network)
            accuracies.setdefault(cell, []).append([accuracy(network, gap) for gap in GAPS])
    figures = {
        "gaps": GAPS,
        "trained_up_to": LONGEST,
        "updates": options.updates,
        "parameters": parameters,
        "accuracy": {
            cell: [[round(a, 4) for a in row] for row in rows] for cell, rows in accuracies.items()
        },
        "explosion": {
            "scale": 2.0,
            "rate": 0.1,
            "runs": [
                explode(seed, clip, updates=600, rate=0.1, scale=2.0)
                for seed in range(options.seeds)
                for clip in (None, 1.0)
            ],
        },
    }
    (WEIGHTS / "memory.json").write_text(json.dumps(figures))
    save_file(small.tensors(networks), shipped("memory"), metadata={"task": "first symbol"})
    for cell, rows in figures["accuracy"].items():
        print(cell, parameters[cell], [round(sum(a) / len(a), 2) for a in zip(*rows, strict=True)])


if __name__ == "__main__":
    main()
