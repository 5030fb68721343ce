"""A 10 MB network on “Your own LSTM”, from the upload to the first picture, against a bare page's rerun.

    python -m tests.benchmarks.own

Says the ratio of processor time on one thread (to reach: ≤ 1.5 until the picture stands) and that of the whole
page. The bare page draws six heat maps of as many units and steps. Every run has another file or another text;
the best of several rounds, in turns.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time
from pathlib import Path

import torch
from safetensors.torch import save
from streamlit.testing.v1 import AppTest
from torch import nn

from lstm_viz.ui import stepping

ROOT = Path(__file__).parents[2]
ROUNDS = 8
V, E, H = 8000, 224, 256
T = 8  # steps that it reads until somebody types


def network(seed: int) -> bytes:
    """A state dict of an embedding, an LSTM and a head."""
    torch.manual_seed(seed)
    parts = {"embedding": nn.Embedding(V, E), "lstm": nn.LSTM(E, H), "head": nn.Linear(H, 1000)}
    return save(nn.ModuleDict(parts).state_dict())


def opened(app: AppTest, round_: int) -> tuple[float, float]:
    """Seconds until the picture was sent, and until everything was; no round finds what an earlier one kept."""
    app.file_uploader(key="own-file").upload(f"{round_}.safetensors", network(round_), "")
    draw, drawn = stepping.stepper, []

    def timed(*given, **more):
        draw(*given, **more)
        drawn.append(time.process_time())

    stepping.stepper = timed
    start = time.process_time()
    app.run()
    end = time.process_time()
    stepping.stepper = draw
    assert drawn and not app.exception and not app.error
    return drawn[0] - start, end - start


def bare(app: AppTest, round_: int) -> float:
    app.text_input[0].set_value(" ".join([f"w{round_}"] * T))
    start = time.process_time()
    app.run()
    return time.process_time() - start


def main():
    torch.set_num_threads(1)
    ours = AppTest.from_file(str(ROOT / "pages/own.py"), default_timeout=60).run()
    plain = AppTest.from_file(str(ROOT / "tests/benchmarks/bare_page.py"), default_timeout=60)
    plain.query_params["H"] = str(H)
    plain.run()
    turns = [(*opened(ours, k), bare(plain, k)) for k in range(ROUNDS)]
    picture, page, theirs = (1000 * min(column) for column in zip(*turns, strict=True))
    print(
        f"a file of {len(network(0)) / 1e6:.1f} MB: picture {picture:.0f} ms, whole page {page:.0f} ms; "
        f"a bare page {theirs:.0f} ms; ratios {picture / theirs:.2f} and {page / theirs:.2f}"
    )


if __name__ == "__main__":
    main()
