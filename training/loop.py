"""The training loop: AdamW under a one-cycle rate, a log, a checkpoint, resume, snapshots on the way."""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tqdm import tqdm

from .network import Network


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn."""

    epochs: int
    rate: float  # the highest learning rate of the cycle
    snapshots: tuple[int, ...] = ()  # numbers of updates after which to call `snapshot`
    weight_decay: float = 0.01
    clip: float = 1.0  # the gradient's largest norm
    estimated: int = 0  # in the first so many epochs the network may estimate its softmax's sum


def fit(
    network: Network,
    batches: Callable[[int], Iterator],
    schedule: Schedule,
    run: Path,
    validate: Callable[[Network], dict],
    snapshot: Callable[[Network, int], None] = lambda network, update: None,
) -> dict:
    """Train; returns the last validation figures.

    Args:
        batches: epoch → an iterator of (ids, targets), the same for the same epoch.
        run: folder for `log.jsonl` and `checkpoint.pt`; an interrupted run resumes there.
        validate: called after each epoch.
    """
    run.mkdir(parents=True, exist_ok=True)
    epochs = [list(batches(epoch)) for epoch in range(schedule.epochs)]
    total = sum(map(len, epochs))
    optimizer = torch.optim.AdamW(
        network.parameters(), schedule.rate, betas=(0.9, 0.98), weight_decay=schedule.weight_decay
    )
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, schedule.rate, total, pct_start=0.15)
    checkpoint, update, figures = run / "checkpoint.pt", 0, {}
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        cycle.load_state_dict(state["cycle"])
        update, figures = state["update"], state["figures"]
    bar = tqdm(total=total, initial=update, desc=run.name, mininterval=5)
    started, average, seen = time.monotonic(), None, 0
    for epoch, parts in enumerate(epochs):
        for ids, targets in parts:
            seen += 1
            if seen <= update:
                continue  # done before the interruption
            if update in schedule.snapshots:
                snapshot(network, update)
            network.train()
            network.estimates = epoch < schedule.estimated
            losses = network.losses(ids, targets)
            loss = losses.sum() / (targets >= 0).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), schedule.clip)
            optimizer.step()
            cycle.step()
            update += 1
            average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
            bar.set_postfix(loss=f"{average:.3f}", refresh=False)
            bar.update()
            if update % 500 == 0:
                save(checkpoint, network, optimizer, cycle, update, figures)
        if seen == update:
            figures = validate(network)
            line = {"epoch": epoch + 1, "update": update, "training_loss": average, **figures}
            line["seconds"] = round(time.monotonic() - started)
            with (run / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            tqdm.write(json.dumps(line))
            save(checkpoint, network, optimizer, cycle, update, figures)
    return figures


def save(path: Path, network, optimizer, cycle, update: int, figures: dict):
    """Write a checkpoint so that an interruption leaves the old one whole."""
    new = path.with_suffix(".new")
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save({**state, "cycle": cycle.state_dict(), "update": update, "figures": figures}, new)
    new.replace(path)


@torch.inference_mode()
def perplexity(network: Network, batches: Iterator, end: int) -> dict[str, float]:
    """e^(mean cross entropy) over all targets, and over the targets that are not the end token."""
    network.eval()
    total = words = total_words = count = 0.0
    for ids, targets in batches:
        losses = network.losses(ids, targets)
        word = (targets >= 0) & (targets != end)
        total, count = total + losses.sum().item(), count + (targets >= 0).sum().item()
        total_words, words = total_words + losses[word].sum().item(), words + word.sum().item()
    return {
        "perplexity": round(math.exp(total / count), 3),
        "perplexity_without_end": round(math.exp(total_words / words), 3),
    }
