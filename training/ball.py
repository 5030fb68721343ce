"""Train `ball`: where will a bouncing ball be? A recurrent against a feedforward network of equal size.

    python -m training.ball

A ball rolls without friction over a square table, 2 wide, and bounces off its edges. Each frame the
networks get its place (x, y) and say where it will be 1 … 12 frames later. The feedforward network sees
the present frame only, the recurrent one has seen the frames before it. The data are computed, from a
fixed seed. Writes lstm_viz/weights/ball.safetensors and ball.json (the raw figures).
"""

import argparse
import json
from pathlib import Path

import torch
from safetensors.numpy import save_file

from lstm_viz.models.ball import AHEAD, SLOWEST, SPEEDIEST
from lstm_viz.models.checkpoints import WEIGHTS, shipped

from . import small

FRAMES = 40  # of a training sequence


def fold(places: torch.Tensor) -> torch.Tensor:
    """Straight paths folded back into −1 … 1: each fold is a bounce."""
    there = torch.remainder(places + 1, 4.0)
    return torch.where(there < 2, there - 1, 3 - there)


def balls(count: int, generator: torch.Generator, frames: int = FRAMES) -> torch.Tensor:
    """Paths of `count` balls, thrown at random, (count, frames + AHEAD, 2)."""
    place = torch.rand(count, 1, 2, generator=generator) * 2 - 1
    angle = torch.rand(count, 1, 1, generator=generator) * 2 * torch.pi
    speed = SLOWEST + (SPEEDIEST - SLOWEST) * torch.rand(count, 1, 1, generator=generator)
    velocity = speed * torch.cat([angle.cos(), angle.sin()], dim=2)  # (count, 1, 2)
    return fold(place + velocity * torch.arange(frames + AHEAD)[None, :, None])


def following(paths: torch.Tensor) -> torch.Tensor:
    """For every frame t the next AHEAD places, (count, frames, AHEAD, 2)."""
    frames = paths.shape[1] - AHEAD
    return torch.stack([paths[:, k : k + frames] for k in range(1, AHEAD + 1)], dim=2)


def errors(network, paths: torch.Tensor) -> torch.Tensor:
    """Distance between guess and truth, (count, frames, AHEAD)."""
    true = following(paths)
    with torch.inference_mode():
        guess = network(paths[:, : true.shape[1]]).view(true.shape)
    return (guess - true).norm(dim=-1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hidden", type=int, default=64, help="units of the recurrent network")
    parser.add_argument("--updates", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)  # so small that more threads cost time
    torch.manual_seed(options.seed)

    recurrent = small.Recurrent(2, options.hidden, 2 * AHEAD)
    # (2 + 1 + outputs)·H + outputs parameters: as many units as make it equally large
    units = round((small.count(recurrent) - 2 * AHEAD) / (3 + 2 * AHEAD))
    networks = {"recurrent": recurrent, "feedforward": small.Feedforward(2, units, 2 * AHEAD)}
    for name, network in networks.items():
        thrown = torch.Generator().manual_seed(options.seed)

        def loss(network, thrown=thrown):
            paths = balls(options.batch, thrown)
            true = following(paths)
            return ((network(paths[:, :FRAMES]).view(true.shape) - true) ** 2).mean()

        def train(network, name=name, loss=loss):
            small.fit(network, loss, options.updates, options.rate, name)

        small.trained(Path("runs") / "ball" / f"{name}.safetensors", network, train)

    paths = balls(2000, torch.Generator().manual_seed(options.seed + 1))
    figures = {"balls": len(paths), "frames": FRAMES, "updates": options.updates, "seed": options.seed}
    for name, network in networks.items():
        distance = errors(network, paths)
        figures[name] = {
            "parameters": small.count(network),
            # mean distance after 1, 2, … frames seen, for 1, 2, … frames ahead
            "error": [[round(e, 4) for e in row] for row in distance.mean(dim=0).tolist()],
        }
    (WEIGHTS / "ball.json").write_text(json.dumps(figures))
    save_file(small.tensors(networks), shipped("ball"), metadata={"task": "bouncing ball"})
    for name in networks:
        print(
            name,
            figures[name]["parameters"],
            "parameters; error at the last frame",
            figures[name]["error"][-1],
        )


if __name__ == "__main__":
    main()
