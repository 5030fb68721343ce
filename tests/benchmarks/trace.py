"""The recorded pass (everything kept, NumPy) against `torch.nn.LSTM` (outputs only), on one thread.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.trace

Says the time of both at E 64, H 128, T 50, their ratio (to reach: at most 2), and the time of a step
over T up to 2,000 (to reach: as good as constant).
"""

import os
import time

import numpy as np
import torch

from lstm_viz.nn import lstm

NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def seconds(*functions, rounds: int) -> list[float]:
    """Median time of each function, called in turns so that a busy moment hits all of them."""
    times = [[] for _ in functions]
    for _ in range(rounds):
        for function, taken in zip(functions, times, strict=True):
            start = time.perf_counter()
            function()
            taken.append(time.perf_counter() - start)
    return [float(np.median(taken)) for taken in times]


def main():
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        raise SystemExit("NumPy must not use several threads: set OPENBLAS_NUM_THREADS=1.")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    E, H, T = 64, 128, 50
    layer = torch.nn.LSTM(E, H)
    parameters = lstm.LSTMParameters.from_torch(*(getattr(layer, n).detach().numpy() for n in NAMES))
    inputs = np.random.default_rng(0).standard_normal((2000, E)).astype(np.float32)
    tensor = torch.from_numpy(inputs[:T])

    def ours():
        lstm.run(parameters, inputs[:T])

    def theirs():
        with torch.inference_mode():
            layer(tensor)

    seconds(ours, theirs, rounds=50)  # warm up
    a, b = seconds(ours, theirs, rounds=1000)
    print(
        f"E {E}, H {H}, T {T}: trace {1e3 * a:.3f} ms, torch.nn.LSTM {1e3 * b:.3f} ms, ratio {a / b:.2f}"
    )
    lengths = (50, 100, 200, 500, 1000, 2000)
    times = seconds(*(lambda n=n: lstm.run(parameters, inputs[:n]) for n in lengths), rounds=40)
    for n, taken in zip(lengths, times, strict=True):
        print(f"T {n:5}: {1e3 * taken:8.3f} ms, {1e6 * taken / n:6.2f} µs a step")


if __name__ == "__main__":
    main()
