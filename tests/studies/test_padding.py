"""Padding, held against PyTorch: with lengths as `pack_padded_sequence`, without them as a padded batch."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

import lstm_viz
from lstm_viz.studies.padding import padded

E, H = 4, 6


@pytest.mark.parametrize("options", [{}, {"num_layers": 2}, {"bidirectional": True}])
def test_both_readings_are_pytorchs(options):
    torch.manual_seed(0)
    module = nn.LSTM(E, H, batch_first=True, **options)
    sequences = [torch.randn(7, E), torch.randn(3, E)]
    found = padded(lstm_viz.open(module), [s.numpy() for s in sequences])
    batch, lengths = pad_sequence(sequences, batch_first=True), torch.tensor([7, 3])
    sides = 1 + bool(options.get("bidirectional"))
    with torch.inference_mode():
        packed = pack_padded_sequence(batch, lengths, batch_first=True)
        for states, of in ((module(packed)[1][0], "packed"), (module(batch)[1][0], "without")):
            last = states[-sides:].transpose(0, 1).reshape(2, -1)  # (B, sides · H)
            for row, one in zip(last, found, strict=True):
                np.testing.assert_allclose(getattr(one, of).end, row, atol=1e-5)
    assert found[0].moved == 0 and found[1].moved > 0.01


def test_the_drift_begins_at_the_own_last_step_and_ends_at_what_moved():
    torch.manual_seed(0)
    module = nn.LSTM(E, H)
    long, short = padded(lstm_viz.open(module), [np.ones((9, E)), np.ones((4, E))])
    assert len(short.drift) == 6 and short.drift[0] == 0 and len(long.drift) == 1
    np.testing.assert_allclose(short.drift[-1], short.moved, rtol=1e-5)


def test_a_pad_token_is_read_by_its_embedding():
    torch.manual_seed(0)
    module = nn.Sequential()
    module.add_module("embedding", nn.Embedding(5, E))
    module.add_module("lstm", nn.LSTM(E, H))
    network = lstm_viz.open(module)
    _, short = padded(network, [np.array([1, 2, 3]), np.array([1])], pad=4)
    np.testing.assert_allclose(short.without.output, network.trace([1, 4, 4]).output, atol=1e-6)
