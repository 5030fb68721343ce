"""Backpropagation through time: how strongly a word's loss depends on what happened at earlier words.

The loss at word j is −log p(word j | words before j). Its gradient with respect to a state h_t is what
learning at t gets from the mistake at j; where it vanishes, nothing about word t can be learned from
word j. Gradients are PyTorch's (autograd, float64); PyTorch is imported when they are asked for.

Letters: T words, H hidden size, E size of an input.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import numpy as np


@dataclass(frozen=True)
class ThroughTime:
    """Euclidean norms (T, T): row j is the word whose loss it is, column t the step; NaN where t ≥ j."""

    losses: np.ndarray  # −log p of each word, (T,), in nats; NaN at the first
    hidden: np.ndarray  # ‖∂loss_j/∂h_t‖
    inputs: np.ndarray  # ‖∂loss_j/∂x_t‖
    cell: np.ndarray | None  # ‖∂loss_j/∂C_t‖, of a cell that has C
    belt: np.ndarray | None  # mean over the units of ∏ f or ∏ z (of a GRU) over steps t+1 … j−1
    best: np.ndarray | None  # the same product of the unit in which it is largest


def has_torch() -> bool:
    """Whether PyTorch is installed; it is not loaded for that."""
    return find_spec("torch") is not None


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
        model: a `LanguageModel`.
        ids: token numbers (T,).

    Raises:
        ValueError: fewer than two words: nothing is predicted yet.
    """
    torch = load_torch()
    if len(ids) < 2:
        raise ValueError("A gradient needs a word to predict: type at least two words.")
    weights = {n: torch.from_numpy(a.astype(np.float64)) for n, a in model.tensors.items()}
    layer = [weights[f"{model.cell_name}.{name}"] for name in model.cell.shapes(0, 0)]
    x = weights["embedding.weight"][torch.as_tensor(ids[:-1])]  # (T − 1, E)
    targets = torch.as_tensor(ids[1:])
    return _of_losses(
        torch, model.cell.unroll, layer, x, lambda h: cross_entropies(torch, weights, h, targets)
    )


def of_first_letter(networks: Any, cell: str, seed: int, letters: np.ndarray) -> ThroughTime:
    """The gradients of a network of the memory task: row j is the loss −log p(the first letter) if it
    is asked after j letters.

    Args:
        networks: `models.memory_task.Networks`.
        letters: N of them, one-hot (N, K); the result is (N + 1, N + 1).
    """
    torch = load_torch()
    row, own = networks.row(cell), f"{cell}.{seed}."
    weights = {
        name.removeprefix(own): torch.from_numpy(array.astype(np.float64))
        for name, array in networks.tensors.items()
        if name.startswith(own)
    }
    layer = [weights[f"cell.{name}"] for name in row.shapes(0, 0)]
    x = torch.from_numpy(letters.astype(np.float64))  # (N, K)
    first = torch.full((len(letters),), int(x[0].argmax()))
    return _of_losses(
        torch,
        row.unroll,
        layer,
        x,
        lambda h: torch.nn.functional.cross_entropy(
            h @ weights["output.weight"].T + weights["output.bias"], first, reduction="none"
        ),
    )


def _of_losses(
    torch: ModuleType, step: Callable, layer: list, x: Any, losses_of: Callable
) -> ThroughTime:
    """All norms, from inputs x (T − 1, E) and a function h (T − 1, H) → losses (T − 1,)."""
    T = len(x) + 1
    xs = [x[t].expand(T - 1 - t, -1).clone().requires_grad_() for t in range(T - 1)]
    hs, cs, carried = unroll(torch, step, layer, xs)
    losses = losses_of(torch.stack([h[0] for h in hs]))  # the first row of each step ends there
    wanted = torch.autograd.grad(losses.sum(), [*hs, *xs, *cs])
    norms = [g.norm(dim=1).numpy() for g in wanted]  # of step t: (T − 1 − t,), losses t + 1 … T − 1
    hidden, inputs, *memory = (_square(norms[k : k + T - 1], T) for k in range(0, len(norms), T - 1))
    gates = np.stack([c[-1].detach().numpy() for c in carried]) if carried else None
    belt, best = (None, None) if gates is None else _belts(gates, T)
    found = np.concatenate([[np.nan], losses.detach().numpy()])
    return ThroughTime(found, hidden, inputs, memory[0] if memory else None, belt, best)


def unroll(torch: ModuleType, step: Callable, layer: list, xs: list) -> tuple:
    """One recurrent layer over inputs (B_t, E), of which each step may drop the first rows of the last.

    Returns all h, all C (of a cell that has one), and all gates that carry the memory on, each (B_t, H).

    Args:
        step: one of the steps below.  layer: the arrays of its layer, as in a PyTorch state dict.
    """
    W_h = layer[1]
    h = c = torch.zeros(len(xs[0]), W_h.shape[1], dtype=W_h.dtype)
    hs: list[Any] = []
    cs: list[Any] = []
    carried: list[Any] = []
    for x in xs:
        h, c, gate = step(torch, layer, x, h[-len(x) :], None if c is None else c[-len(x) :])
        for kept, made in ((hs, h), (cs, c), (carried, gate)):
            if made is not None:
                kept.append(made)
    return hs, cs, carried


# Of each cell one step in PyTorch, on rows (B, …): h_t, C_t or None, the gate that carries on or None.
Step = tuple[Any, Any, Any]


def rnn_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h = layer
    # h_t = tanh(U·x_t + W·h_{t−1} + b)
    return torch.tanh((x @ W_x.T + b_x) + (h @ W_h.T + b_h)), None, None


def relu_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h = layer
    # h_t = max(0, W·[h_{t−1}, x_t] + b)
    return torch.relu((x @ W_x.T + b_x) + (h @ W_h.T + b_h)), None, None


def lstm_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h = layer
    i, f, g, o = ((x @ W_x.T + b_x) + (h @ W_h.T + b_h)).chunk(4, dim=1)
    # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    # h_t = o_t ∗ tanh(C_t)
    return torch.sigmoid(o) * torch.tanh(c), c, torch.sigmoid(f)


def peephole_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h, peephole = layer
    i, f, g, o = ((x @ W_x.T + b_x) + (h @ W_h.T + b_h)).chunk(4, dim=1)
    p_i, p_f, p_o = peephole.chunk(3)
    # the forget and input gates see C_{t−1}
    i, f = torch.sigmoid(i + p_i * c), torch.sigmoid(f + p_f * c)
    # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
    c = f * c + i * torch.tanh(g)
    # h_t = o_t ∗ tanh(C_t), the output gate sees C_t
    return torch.sigmoid(o + p_o * c) * torch.tanh(c), c, f


def gru_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h = layer
    r_x, z_x, n_x = (x @ W_x.T + b_x).chunk(3, dim=1)
    r_h, z_h, n_h = (h @ W_h.T + b_h).chunk(3, dim=1)
    z = torch.sigmoid(z_x + z_h)
    # h_t = (1 − z_t) ∗ tanh(n_x + r_t ∗ n_h) + z_t ∗ h_{t−1}
    return (1 - z) * torch.tanh(n_x + torch.sigmoid(r_x + r_h) * n_h) + z * h, None, z


def gru_before_step(torch: ModuleType, layer: list, x: Any, h: Any, c: Any) -> Step:
    W_x, W_h, b_x, b_h = layer
    r_x, z_x, n_x = (x @ W_x.T + b_x + b_h).chunk(3, dim=1)
    W_r, W_z, W_n = W_h.chunk(3)
    r, z = torch.sigmoid(r_x + h @ W_r.T), torch.sigmoid(z_x + h @ W_z.T)
    # h_t = (1 − z_t) ∗ tanh(n_x + W_hn·(r_t ∗ h_{t−1})) + z_t ∗ h_{t−1}
    return (1 - z) * torch.tanh(n_x + (r * h) @ W_n.T) + z * h, None, z


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
