"""One layer of an opened network as the picture takes it."""

import numpy as np
import pytest
import torch
from torch import nn

import lstm_viz
from lstm_viz.models.cells import cell_of
from lstm_viz.models.opened import reading

E, H, T = 5, 7, 9
WORDS = [f"w{t}" for t in range(T)]


@pytest.fixture
def x() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(T, E)).astype(np.float32)


def opened(module: nn.Module):
    torch.manual_seed(1)
    for parameter in module.parameters():
        nn.init.uniform_(parameter, -0.5, 0.5)
    return lstm_viz.open(module)


def test_layers_and_directions_have_names_and_say_what_they_read():
    network = opened(nn.LSTM(E, H, 2, bidirectional=True))
    names = ["layer 1, forward", "layer 1, backward", "layer 2, forward", "layer 2, backward"]
    assert reading.layer_names(network) == names
    assert [reading.reads(network, k) for k in range(4)] == [None, None] + 2 * [
        "h of layer 1 (both directions)"
    ]
    assert reading.layer_names(opened(nn.LSTM(E, H))) == [""]


def test_the_second_layer_reads_the_first_ones_output(x):
    module = nn.LSTM(E, H, 2)
    network = opened(module)
    trace = network.trace(x)
    first, second = (reading.of_layer(network, trace, k, WORDS) for k in range(2))
    np.testing.assert_array_equal(second.inputs, first.hidden_state)
    expected = module(torch.as_tensor(x))[0].detach().numpy()
    np.testing.assert_allclose(second.hidden_state, expected, atol=1e-5)


def test_a_backward_layer_stands_in_the_order_in_which_it_reads(x):
    module = nn.LSTM(E, H, bidirectional=True)
    network = opened(module)
    backward = reading.of_layer(network, network.trace(x), 1, WORDS, [t != 2 for t in range(T)])
    assert backward.tokens == WORDS[::-1] and backward.known.index(False) == T - 3
    expected = module(torch.as_tensor(x))[0].detach().numpy()[::-1, H:]
    np.testing.assert_allclose(backward.hidden_state, expected, atol=1e-5)


@pytest.mark.parametrize(
    "module", [nn.LSTM(E, H), nn.GRU(E, H), nn.RNN(E, H), nn.LSTM(E, H, proj_size=3)]
)
def test_the_last_steps_begin_where_the_steps_before_ended(module, x):
    network = opened(module)
    trace = network.trace(x)
    whole = reading.of_layer(network, trace, 0, WORDS)
    end = reading.of_layer(network, trace, 0, WORDS, last=4)
    assert end.tokens == WORDS[-4:]
    for role in cell_of(end).roles:
        np.testing.assert_array_equal(getattr(end, role.field), getattr(whole, role.field)[-4:])
    np.testing.assert_array_equal(end.initial_hidden_state, whole.hidden_state[-5])
    if "cell_state" in vars(end):
        np.testing.assert_array_equal(end.initial_cell_state, whole.cell_state[-5])
        np.testing.assert_array_equal(end.bias, whole.bias)


def test_what_is_shown_of_a_projected_layer_is_what_is_projected(x):
    module = nn.LSTM(E, H, proj_size=3)
    network = opened(module)
    shown = reading.of_layer(network, network.trace(x), 0, WORDS)
    projection = module.weight_hr_l0.detach().numpy()
    expected = module(torch.as_tensor(x))[0].detach().numpy()
    np.testing.assert_allclose(shown.hidden_state @ projection.T, expected, atol=1e-5)
