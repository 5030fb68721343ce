"""Slopes at the words, against PyTorch's autograd on its own LSTM and encoder."""

import numpy as np
import pytest
import torch
from torch import nn

from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import lstm, to_inputs, transformer
from tests.nn.torch_encoder import torch_encoder


@pytest.mark.parametrize("T", [1, 2, 13])
def test_lstm(T):
    torch.manual_seed(T)
    theirs = nn.LSTM(5, 7)
    x = torch.randn(T, 1, 5, requires_grad=True)
    slope = torch.randn(7)
    (theirs(x)[0][-1, 0] @ slope).backward()
    arrays = [w.detach().numpy() for w in theirs.all_weights[0]]
    p = lstm.LSTMParameters.from_torch(*arrays)
    trace = lstm.run(p, x.detach().numpy()[:, 0])
    ours = to_inputs.of_lstm(p, trace, slope.numpy())
    np.testing.assert_allclose(ours, x.grad.numpy()[:, 0], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("T", [1, 2, 11])
def test_transformer(T):
    model = TransformerModel.load()
    theirs, E = torch_encoder(model), model.sizes["E"]
    theirs = theirs.double()
    ids = np.random.default_rng(T).integers(0, model.sizes["V"], T)
    trace = transformer.run(model.layers, model.final, model.embeddings[ids], model.heads)
    slope = np.random.default_rng(0).normal(size=E).astype(np.float32)
    x = torch.from_numpy(trace.inputs.astype(np.float64))[None].requires_grad_()
    mask = nn.Transformer.generate_square_subsequent_mask(T, dtype=torch.float64)
    (theirs(x, mask=mask, is_causal=True)[0, -1] @ torch.from_numpy(slope).double()).backward()
    ours = to_inputs.of_transformer(model.layers, model.final, trace, slope)
    wanted = x.grad.numpy()[0]
    np.testing.assert_allclose(ours, wanted, atol=1e-4 * np.abs(wanted).max())
