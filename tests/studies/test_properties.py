"""The measured properties, where the right answer is known beforehand."""

import numpy as np
import pytest
import torch

from lstm_viz.nn import counts
from lstm_viz.nn.gru import GRUParameters
from lstm_viz.nn.lstm import LSTMParameters
from lstm_viz.nn.rnn import RNNParameters
from lstm_viz.studies import properties
from tests.nn.test_gradients import small

WORDS = ["a", "b", "c", "d", "e"]


def test_counts_are_those_of_torch_layers():
    rnn = torch.nn.RNN(5, 6, bias=True)
    assert counts.recurrent_count(5, 6) == sum(p.numel() for p in rnn.parameters()) - 6  # one bias
    # PyTorch's second biases are those of W·h: the equations of the GRU's candidate have two, too
    for kind, cell, biases in (
        (RNNParameters, "RNN", 1),
        (LSTMParameters, "LSTM", 4),
        (GRUParameters, "GRU", 2),
    ):
        layer = getattr(torch.nn, cell)(5, 6)
        parameters = kind.from_torch(*(p.detach().numpy() for p in layer.parameters()))
        wanted = sum(p.numel() for p in layer.parameters()) - 6 * biases
        assert counts.layer_count(parameters) == wanted
    for T in (1, 7):
        wanted = sum(p.numel() for p in torch.nn.Linear(5 * T, 6).parameters())
        assert counts.feedforward_count(5, 6, T) == wanted


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_the_future_changes_nothing_in_the_past(cell):
    past, future = properties.change_before(small(cell), WORDS, 1)
    assert past == 0
    assert future > 0.01
    with pytest.raises(ValueError, match="two words"):
        properties.change_before(small(cell), WORDS, 3)


def test_a_word_counts_for_a_network_with_memory_only():
    model = small("rnn")
    assert properties.influence(model, WORDS)[0] > 0
    model.parameters.W[:, :6] = 0  # no W_h: nothing but the last word can count
    influence = properties.influence(model, WORDS)
    np.testing.assert_allclose(influence[:-1], 0, atol=1e-9)
    assert influence[-1] > 0


def test_the_same_word_gets_the_same_from_u_but_another_state():
    word, first, again, of_u, of_h = properties.same_word(small("rnn"), ["b", "c", "a", "c"])
    assert (word, first, again) == ("c", 1, 3)
    assert of_u < 1e-6 < 0.001 < of_h
    assert properties.same_word(small("rnn"), WORDS)[:3] == ("a", 0, 5)


def test_reading_longer_takes_longer():
    model = small("rnn")
    stepwise, at_once = properties.seconds(model.parameters, (20, 2000))
    assert stepwise[1] > 5 * stepwise[0]
    assert at_once[1] < stepwise[1]


def test_a_replaced_word_fades_only_where_it_was_read():
    model = small("rnn")
    bits = properties.fading(model, WORDS, 1)
    assert bits.shape == (4,)
    model.parameters.W[:, :6] = 0  # no memory: it counts at its own step only
    bits = properties.fading(model, WORDS, 1)
    assert bits[0] > 0
    np.testing.assert_allclose(bits[1:], 0, atol=1e-9)
