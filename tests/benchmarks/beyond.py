"""The Transformer and the ConvLSTM, everything recorded, against PyTorch giving outputs only.

    python -m tests.benchmarks.beyond

Says the ratio at the shipped sizes on one thread (to reach: ≤ 2): the best of several rounds in turns.
"""

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz.models.moving_dots import MovingDots, film, throw
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import convlstm, transformer
from tests.nn.torch_encoder import torch_encoder

ROUNDS, TIMES = 15, 10


def ratio(name: str, ours, theirs):
    """Print milliseconds of both and their ratio."""
    best = [np.inf, np.inf]
    for _ in range(ROUNDS):
        for k, action in enumerate((ours, theirs)):
            start = time.perf_counter()
            for _ in range(TIMES):
                action()
            best[k] = min(best[k], 1000 * (time.perf_counter() - start) / TIMES)
    print(f"{name:28} {best[0]:7.3f} ms  torch {best[1]:7.3f} ms  ratio {best[0] / best[1]:.2f}")


def main():
    torch.set_num_threads(1)
    model = TransformerModel.load()
    encoder = torch_encoder(model)
    encoder.eval()
    with torch.inference_mode():
        for T in (9, 32, 64):
            embedded = model.embeddings[np.random.default_rng(T).integers(0, model.sizes["V"], T)]
            inputs = torch.from_numpy(
                transformer.run(model.layers, model.final, embedded, model.heads).inputs
            )[None]
            mask = nn.Transformer.generate_square_subsequent_mask(T)
            ratio(
                f"Transformer, {T} words",
                lambda x=embedded: transformer.run(model.layers, model.final, x, model.heads),
                lambda x=inputs, m=mask: encoder(x, mask=m, is_causal=True),
            )
        dots = MovingDots.load()
        pictures = film(*throw(2, 0), 24)
        W = torch.from_numpy(
            np.concatenate(
                [dots.tensors["convlstm.weight_hh"], dots.tensors["convlstm.weight_ih"]], axis=1
            )
        )
        b, H = torch.from_numpy(dots.tensors["convlstm.bias"]), dots.sizes["H"]

        def in_torch():
            h = c = torch.zeros(1, H, *pictures.shape[2:])
            for x in torch.from_numpy(pictures):
                i, f, g, o = F.conv2d(torch.cat([h, x[None]], 1), W, b, padding="same").chunk(4, 1)
                c = f.sigmoid() * c + i.sigmoid() * g.tanh()
                h = o.sigmoid() * c.tanh()
            return h

        ratio("ConvLSTM, 24 pictures", lambda: convlstm.run(dots.parameters, pictures), in_torch)


if __name__ == "__main__":
    main()
