"""Backpropagation through time: how strongly a word's loss depends on what happened at earlier words.

The loss at word j is −log p(word j | words before j). Its gradient with respect to a state h_t is what
learning at t gets from the mistake at j; where it vanishes, nothing about word t can be learned from
word j. Gradients are PyTorch's (autograd, float64); PyTorch is imported when they are asked for.

Letters: T words, H hidden size, E size of an input.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np


@dataclass(frozen=True)
class ThroughTime:
    """Euclidean norms (T, T): row j is the word whose loss it is, column t the step; NaN where t ≥ j."""

    losses: np.ndarray  # −log p of each word, (T,), in nats; NaN at the first
    hidden: np.ndarray  # ‖∂loss_j/∂h_t‖
    inputs: np.ndarray  # ‖∂loss_j/∂x_t‖
    cell: np.ndarray | None  # ‖∂loss_j/∂C_t‖, of an LSTM
    belt: np.ndarray | None  # mean over the units of ∏ f (LSTM) or ∏ z (GRU) over steps t+1 … j−1
    best: np.ndarray | None  # the same product of the unit in which it is largest


def load_torch() -> ModuleType:
    """PyTorch, which takes a second or two to load the first time."""
    import torch

    return torch


def through_time(model: Any, ids: np.ndarray) -> ThroughTime:
    """All gradients of one reading, from a single backward pass.

    The sentence is read T − 1 times at once, row k up to the loss at word k + 1, so that the gradient of
    the sum of all losses holds each loss's own gradient in its own row. At step t only the rows of later
    losses are still read: T − 1 − t of them.

    Args:
        model: a `LanguageModel` with cell "rnn", "lstm" or "gru".
        ids: token numbers (T,).

    Raises:
        ValueError: fewer than two words: nothing is predicted yet.
    """
    torch = load_torch()
    if len(ids) < 2:
        raise ValueError("A gradient needs a word to predict: type at least two words.")
    weights = {n: torch.from_numpy(a.astype(np.float64)) for n, a in model.tensors.items()}
    x = weights["embedding.weight"][torch.as_tensor(ids[:-1])]  # (T − 1, E)
    targets = torch.as_tensor(ids[1:])
    return _of_losses(
        torch, model.cell_name, weights, x, lambda h: cross_entropies(torch, weights, h, targets)
    )


def of_first_letter(networks: Any, cell: str, seed: int, letters: np.ndarray) -> ThroughTime:
    """The gradients of a network of the memory task: row j is the loss −log p(the first letter) if it
    is asked after j letters.

    Args:
        networks: `models.memory_task.Networks`.
        letters: N of them, one-hot (N, K); the result is (N + 1, N + 1).
    """
    torch = load_torch()
    own = f"{cell}.{seed}."
    weights = {
        name.removeprefix(own).replace("cell.", f"{cell}."): torch.from_numpy(array.astype(np.float64))
        for name, array in networks.tensors.items()
        if name.startswith(own)
    }
    x = torch.from_numpy(letters.astype(np.float64))  # (N, K)
    first = torch.full((len(letters),), int(x[0].argmax()))
    return _of_losses(
        torch,
        cell,
        weights,
        x,
        lambda h: torch.nn.functional.cross_entropy(
            h @ weights["output.weight"].T + weights["output.bias"], first, reduction="none"
        ),
    )


def _of_losses(torch: ModuleType, cell: str, weights: dict, x: Any, losses_of: Callable) -> ThroughTime:
    """All norms, from inputs x (T − 1, E) and a function h (T − 1, H) → losses (T − 1,)."""
    T = len(x) + 1
    xs = [x[t].expand(T - 1 - t, -1).clone().requires_grad_() for t in range(T - 1)]
    hs, cs, carried = unroll(torch, cell, weights, xs)
    losses = losses_of(torch.stack([h[0] for h in hs]))  # the first row of each step ends there
    wanted = torch.autograd.grad(losses.sum(), [*hs, *xs, *cs])
    norms = [g.norm(dim=1).numpy() for g in wanted]  # of step t: (T − 1 − t,), losses t + 1 … T − 1
    hidden, inputs, *memory = (_square(norms[k : k + T - 1], T) for k in range(0, len(norms), T - 1))
    gates = np.stack([c[-1].detach().numpy() for c in carried]) if carried else None
    belt, best = (None, None) if gates is None else _belts(gates, T)
    found = np.concatenate([[np.nan], losses.detach().numpy()])
    return ThroughTime(found, hidden, inputs, memory[0] if memory else None, belt, best)


def unroll(torch: ModuleType, cell: str, weights: dict, xs: list) -> tuple:
    """One recurrent layer over inputs (B_t, E), of which each step may drop the first rows of the last.

    Returns all h, all C (of an LSTM), and all gates that carry the memory on (f of an LSTM, z of a GRU),
    each (B_t, H).
    """
    W_x, W_h, b_x, b_h = (
        weights[f"{cell}.{n}_l0"] for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    h = c = torch.zeros(len(xs[0]), W_h.shape[1], dtype=W_h.dtype)
    hs, cs, carried = [], [], []
    for x in xs:
        h, c = h[-len(x) :], c[-len(x) :]
        from_x, from_h = x @ W_x.T + b_x, h @ W_h.T + b_h
        if cell == "rnn":
            # h_t = tanh(U·x_t + W·h_{t−1} + b)
            h = torch.tanh(from_x + from_h)
        elif cell == "lstm":
            i, f, g, o = (from_x + from_h).chunk(4, dim=1)
            # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            # h_t = o_t ∗ tanh(C_t)
            h = torch.sigmoid(o) * torch.tanh(c)
            cs.append(c)
            carried.append(torch.sigmoid(f))
        else:
            (r_x, z_x, n_x), (r_h, z_h, n_h) = from_x.chunk(3, dim=1), from_h.chunk(3, dim=1)
            z = torch.sigmoid(z_x + z_h)
            # h_t = (1 − z_t) ∗ tanh(n_x + r_t ∗ n_h) + z_t ∗ h_{t−1}
            h = (1 - z) * torch.tanh(n_x + torch.sigmoid(r_x + r_h) * n_h) + z * h
            carried.append(z)
        hs.append(h)
    return hs, cs, carried


def cross_entropies(torch: ModuleType, weights: dict, h: Any, targets: Any) -> Any:
    """−log p of each target (N,) after each state h (N, H), in nats."""
    scores = (
        h @ weights["head.projection.weight"].T @ weights["embedding.weight"].T + weights["head.bias"]
    )
    return torch.nn.functional.cross_entropy(scores, targets, reduction="none")


def _square(norms: list[np.ndarray], T: int) -> np.ndarray:
    """Of each step t the norms for losses t + 1 … T − 1 → (T, T), NaN where t ≥ j."""
    square = np.full((T, T), np.nan)
    for t, column in enumerate(norms):
        square[t + 1 :, t] = column
    return square


def _belts(carried: np.ndarray, T: int) -> np.ndarray:
    """The product of gates (T − 1, H) over steps t+1 … j−1: its mean and its largest over the units,
    (2, T, T)."""
    squares = np.full((2, T, T), np.nan)
    for j in range(1, T):
        kept = np.ones((j, carried.shape[1]))
        kept[:-1] = np.cumprod(carried[j - 1 : 0 : -1], axis=0)[::-1]
        squares[:, j, :j] = kept.mean(axis=1), kept.max(axis=1)
    return squares


def reach(W_h: np.ndarray, hidden_state: np.ndarray) -> np.ndarray:
    """How far the past reaches in a plain RNN: ‖∂h_T/∂h_t‖ (the largest stretch) for every t, (T,).

    ∂h_T/∂h_t = ∏_{k=t+1}^{T} diag(1 − h_k²)·W_h; for t = T it is the identity. Pascanu, Mikolov and
    Bengio (2013, "On the difficulty of training recurrent neural networks").

    Args:
        W_h: recurrent weights (H, H).  hidden_state: h_t (T, H).
    """
    W_h = W_h.astype(np.float64)
    product, norms = np.eye(len(W_h)), np.empty(len(hidden_state))
    for t in range(len(hidden_state) - 1, -1, -1):
        norms[t] = np.linalg.norm(product, 2)
        # ∂h_T/∂h_{t−1} = ∂h_T/∂h_t · diag(1 − h_t²)·W_h
        product = product @ ((1 - hidden_state[t].astype(np.float64) ** 2)[:, None] * W_h)
    return norms


def clip(gradient: np.ndarray, largest: float) -> np.ndarray:
    """g · min(1, c/‖g‖): the same direction, never longer than c (Pascanu et al. 2013, algorithm 1)."""
    return gradient * min(1.0, largest / max(float(np.linalg.norm(gradient)), 1e-300))
