"""Backpropagation against autograd and finite differences; activations against PyTorch's."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.nn import backprop
from lstm_viz.nn.activations import ACTIVATIONS

X, Y = np.array([0.5, -1.0]), np.array([0.9])


@given(seed=st.integers(0, 50), sizes=st.lists(st.integers(1, 4), min_size=2, max_size=5))
def test_gradients_are_autograds(seed, sizes):
    network = backprop.Network.small(tuple(sizes), seed)
    random = np.random.default_rng(seed)
    x, y = random.normal(size=sizes[0]), random.uniform(size=sizes[-1])
    found = backprop.backpropagate(network, x, y)
    weights = [torch.tensor(W, requires_grad=True) for W in network.weights]
    biases = [torch.tensor(b, requires_grad=True) for b in network.biases]
    a, zs = torch.tensor(x), []
    for W, b in zip(weights, biases, strict=True):
        zs.append(W @ a + b)
        zs[-1].retain_grad()
        a = torch.sigmoid(zs[-1])
    cost = 0.5 * ((torch.tensor(y) - a) ** 2).sum()
    cost.backward()
    assert found.cost == pytest.approx(cost.item())
    for mine, z, W, b, gW, gb in zip(
        found.deltas, zs, weights, biases, found.weight_gradients, found.bias_gradients, strict=True
    ):
        np.testing.assert_allclose(mine, z.grad, atol=1e-12)
        np.testing.assert_allclose(gW, W.grad, atol=1e-12)
        np.testing.assert_allclose(gb, b.grad, atol=1e-12)


def test_gradients_are_the_finite_differences():
    network, step = backprop.Network.small(), 1e-5
    found = backprop.backpropagate(network, X, Y)
    for layer, W in enumerate(network.weights):
        for at in np.ndindex(W.shape):
            costs = []
            for sign in (1, -1):
                weights = [w.copy() for w in network.weights]
                weights[layer][at] += sign * step
                nudged = backprop.Network(tuple(weights), network.biases)
                costs.append(backprop.backpropagate(nudged, X, Y).cost)
            slope = (costs[0] - costs[1]) / (2 * step)
            assert slope == pytest.approx(found.weight_gradients[layer][at], rel=1e-5, abs=1e-9)


def test_a_small_step_downhill_lowers_the_cost():
    network = backprop.Network.small()
    found = backprop.backpropagate(network, X, Y)
    after = backprop.backpropagate(backprop.descend(network, found, 0.5), X, Y)
    assert after.cost < found.cost


@pytest.mark.parametrize(
    ("activation", "twin"), zip(ACTIVATIONS, (torch.sigmoid, torch.tanh, torch.relu), strict=True)
)
def test_activations_and_slopes_are_torchs(activation, twin):
    z = torch.linspace(-8, 8, 321, dtype=torch.float64, requires_grad=True)
    a = twin(z)
    a.sum().backward()
    points = z.detach().numpy()
    np.testing.assert_allclose(activation.f(points), a.detach(), atol=1e-12)
    np.testing.assert_allclose(activation.slope(points), z.grad, atol=1e-12)
    assert activation.slope(points).max() == pytest.approx(activation.steepest, abs=1e-9)
