"""Train `moving-dots`: a ConvLSTM that watches dots fly and bounce and draws the next picture.

    python -m training.moving_dots

The films are made by rule (`lstm_viz.moving_dots`) with one to three dots; no corpus is needed. The
network reads 10 pictures and then 6 of its own. An interrupted run started again goes on where it
was. Writes lstm_viz/weights/moving-dots.safetensors and runs/moving-dots/.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz.models.checkpoints import shipped
from lstm_viz.models.moving_dots import MovingDots, film, throw

from . import loop

SEEN, ALONE = 10, 6


class Cell(nn.Module):
    """The kernels of a ConvLSTM; gate order i, f, g, o."""

    def __init__(self, X: int, H: int, k: int):
        super().__init__()
        bound = (k * k * H) ** -0.5  # as torch.nn.LSTM, counting a kernel's places as inputs
        self.weight_ih = nn.Parameter(torch.empty(4 * H, X, k, k).uniform_(-bound, bound))
        self.weight_hh = nn.Parameter(torch.empty(4 * H, H, k, k).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.zeros(4 * H))
        with torch.no_grad():  # open forget gates at first: Jozefowicz et al. (2015), section 5
            self.bias[H : 2 * H] = 1.0

    def forward(self, x, h, c):
        """One step: x (B, X, R, S), h and c (B, H, R, S)."""
        hx = torch.cat([h, x], dim=1)
        kernel = torch.cat([self.weight_hh, self.weight_ih], dim=1)
        i, f, g, o = F.conv2d(hx, kernel, self.bias, padding="same").chunk(4, dim=1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


class Network(nn.Module):
    """ConvLSTM and a head that scores each place of the next picture."""

    def __init__(self, H: int, k: int):
        super().__init__()
        self.convlstm = Cell(1, H, k)
        self.head = nn.Conv2d(H, 1, 1)

    def losses(self, films: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy of each place of pictures 1 … T − 1, (B, T − 1, R, S).

        Args:
            films: (B, T, R, S); only the first `SEEN` are read.  targets: films[:, 1:].
        """
        B, T, R, S = films.shape
        h = c = films.new_zeros(B, len(self.convlstm.bias) // 4, R, S)
        scores = []
        for t in range(T - 1):
            x = films[:, t : t + 1] if t < SEEN else scores[-1].sigmoid()
            h, c = self.convlstm(x, h, c)
            scores.append(self.head(h))
        return F.binary_cross_entropy_with_logits(torch.cat(scores, dim=1), targets, reduction="none")

    def to_model(self, **facts) -> MovingDots:
        """As the NumPy model that the app runs."""
        tensors = {name: t.numpy(force=True) for name, t in self.state_dict().items()}
        return MovingDots(tensors, {"cell": "convlstm", **{k: str(v) for k, v in facts.items()}})


def batch(seed: int, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Films with one to three dots, (B, T, R, S), and their pictures 1 … T − 1."""
    dots = np.random.default_rng(seed).integers(1, 4, size)
    films = np.stack([film(*throw(n, [seed, k]), SEEN + ALONE)[:, 0] for k, n in enumerate(dots)])
    films = torch.from_numpy(films)
    return films, films[:, 1:]


@torch.inference_mode()
def validate(network: Network) -> dict[str, float]:
    """Mean squared errors on 200 films that no training seed makes, while seeing and when alone."""
    model, count = network.to_model(), 200
    sums = np.zeros((2, SEEN + ALONE - 1))
    for seed in range(count):
        pictures = film(*throw(1 + seed % 3, [1_000_000, seed]), SEEN + ALONE)
        watching = model.watch(pictures, SEEN)
        sums += np.stack([watching.errors, watching.errors_of_repeating]) / count
    parts = {"seeing": slice(0, SEEN), "alone": slice(SEEN, None)}
    return {
        f"mse_{name}{which}": round(float(errors[part].mean()), 6)
        for name, part in parts.items()
        for which, errors in zip(("", "_repeating"), sums, strict=True)
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--channels", type=int, default=12)
    parser.add_argument("--kernel", type=int, default=5)
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=7e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    network = Network(options.channels, options.kernel)

    def batches(epoch: int):
        first = options.seed * 10_000 + epoch * 100
        return (batch(first + k, options.batch) for k in range(100))

    schedule = loop.Schedule(options.updates // 100, options.rate, weight_decay=0)
    figures = loop.fit(network, batches, schedule, Path("runs/moving-dots"), validate)
    network.to_model(title="moving dots (ConvLSTM)", **figures).save(shipped("moving-dots"))


if __name__ == "__main__":
    main()
