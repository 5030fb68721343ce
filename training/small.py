"""Small networks for the demonstrations, trained on batches made on the fly and kept when done."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from tqdm import tqdm


class Recurrent(nn.Module):
    """One recurrent layer of H tanh units and a linear output at every step."""

    def __init__(self, E: int, H: int, outputs: int):
        super().__init__()
        self.rnn = nn.RNN(E, H, batch_first=True)
        self.output = nn.Linear(H, outputs)

    def forward(self, x):
        """(B, T, E) → (B, T, outputs)."""
        return self.output(self.rnn(x)[0])


class Feedforward(nn.Module):
    """One layer of H tanh units and a linear output; each step is read on its own."""

    def __init__(self, E: int, H: int, outputs: int):
        super().__init__()
        self.hidden = nn.Linear(E, H)
        self.output = nn.Linear(H, outputs)

    def forward(self, x):
        """(B, T, E) → (B, T, outputs)."""
        return self.output(torch.tanh(self.hidden(x)))


def count(network: nn.Module) -> int:
    """Number of trainable numbers."""
    return sum(p.numel() for p in network.parameters())


def fit(
    network: nn.Module,
    loss: Callable[[nn.Module], torch.Tensor],
    updates: int,
    rate: float,
    name: str,
    clip: float = 1.0,
) -> list[tuple[float, float]]:
    """Adam under a one-cycle rate; returns every update's loss and gradient norm (before clipping).

    Args:
        loss: draws a batch and gives its loss.
    """
    optimizer = torch.optim.Adam(network.parameters(), rate)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, updates, pct_start=0.1)
    course = []
    for _ in tqdm(range(updates), desc=name, mininterval=5):
        optimizer.zero_grad()
        value = loss(network)
        value.backward()
        norm = nn.utils.clip_grad_norm_(network.parameters(), clip)
        optimizer.step()
        cycle.step()
        course.append((value.item(), norm.item()))
    return course


def trained(path: Path, network: nn.Module, train: Callable[[nn.Module], object]) -> nn.Module:
    """The network of this file, trained and written if it is not there yet: how a run resumes."""
    if path.exists():
        network.load_state_dict(load_file(path))
    else:
        train(network)
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(network.state_dict(), path)
    return network.eval()


def tensors(networks: dict[str, nn.Module], dtype=np.float16) -> dict[str, np.ndarray]:
    """All weights by the names of their state dicts, each with its network's name before it."""
    return {
        f"{name}.{key}": tensor.numpy(force=True).astype(dtype)
        for name, network in networks.items()
        for key, tensor in network.state_dict().items()
    }
