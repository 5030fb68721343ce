"""Operations, against PyTorch's own counter of them."""

import pytest
import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from lstm_viz.nn import counts


def counted(run) -> float:
    """Multiplications in matrix products: a flop counter takes one for the product and one for the sum."""
    with FlopCounterMode(display=False) as counter:
        run()
    return counter.get_total_flops() / 2


@pytest.mark.parametrize(("E", "H", "T"), [(96, 160, 64), (5, 7, 3), (2, 3, 1)])
def test_lstm(E, H, T):
    cell, x, state = nn.LSTMCell(E, H), torch.randn(T, 1, E), None

    def run():
        nonlocal state
        for t in range(T):
            state = cell(x[t], state)

    unit_by_unit = 3 * H * T
    assert counts.lstm_multiplications(E, H, T) == counted(run) + unit_by_unit


@pytest.mark.parametrize(("E", "F", "layers", "T"), [(96, 256, 2, 64), (8, 6, 3, 5), (4, 4, 1, 1)])
def test_transformer(E, F, layers, T):
    layer = nn.TransformerEncoderLayer(E, 4, F, dropout=0, batch_first=True, norm_first=True)
    encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False).train()
    mask = nn.Transformer.generate_square_subsequent_mask(T)
    with sdpa_kernel(SDPBackend.MATH):  # in plain matrix products, which the counter sees
        work = counted(lambda: encoder(torch.randn(1, T, E), mask=mask, is_causal=True))
    assert counts.transformer_multiplications(E, F, layers, T) == work
