"""The plain recurrent network against PyTorch's."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.nn import rnn

NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def make(E, H, seed=0, scale=1.0):
    torch.manual_seed(seed)
    layer = torch.nn.RNN(E, H)
    with torch.no_grad():
        for weights in layer.parameters():
            weights *= scale
    return layer, rnn.RNNParameters.from_torch(*(getattr(layer, n).detach().numpy() for n in NAMES))


def random_inputs(T, E, seed=0):
    return np.random.default_rng(seed).standard_normal((T, E)).astype(np.float32)


@pytest.mark.parametrize(
    ("E", "H", "T", "tolerance"), [(1, 1, 50, 1e-6), (64, 128, 50, 1e-6), (64, 128, 500, 1e-5)]
)
@pytest.mark.parametrize("with_state", [False, True])
def test_hidden_state_is_that_of_torch(E, H, T, tolerance, with_state):
    layer, parameters = make(E, H, seed=H)
    inputs = random_inputs(T, E)
    h0 = random_inputs(1, H, seed=5)[0] if with_state else None
    with torch.inference_mode():
        h, _ = layer(torch.from_numpy(inputs), torch.from_numpy(h0)[None] if with_state else None)
    trace = rnn.run(parameters, inputs, h0)
    assert np.abs(trace.hidden_state - h.numpy()).max() <= tolerance


def test_run_is_step_at_every_time():
    _, parameters = make(6, 9, scale=2)
    inputs = random_inputs(40, 6)
    trace = rnn.run(parameters, inputs)
    h = np.zeros(9, np.float32)
    for t, x in enumerate(inputs):
        h = rnn.step(parameters, x, h)
        np.testing.assert_allclose(trace.hidden_state[t], h, atol=1e-6)


@given(
    st.builds(
        make,
        st.integers(1, 6),
        st.integers(1, 8),
        st.integers(0, 9999),
        st.sampled_from([0.1, 1.0, 2.0]),
    ),
    st.integers(2, 25),
    st.data(),
)
def test_properties_of_any_trace(layer, T, data):
    _, parameters = layer
    H = parameters.hidden_size
    inputs = random_inputs(T, parameters.W.shape[1] - H)
    trace = rnn.run(parameters, inputs)
    assert len(trace) == T and trace.hidden_state.shape == (T, H)
    assert np.abs(trace.hidden_state).max() <= 1
    z = trace.input_part + trace.hidden_part + trace.bias
    np.testing.assert_allclose(np.tanh(z), trace.hidden_state, atol=1e-6)
    cut = data.draw(st.integers(1, T - 1))
    np.testing.assert_allclose(
        rnn.run(parameters, inputs[:cut]).hidden_state, trace.hidden_state[:cut], atol=1e-5
    )


def test_wrong_shapes_are_named():
    _, parameters = make(4, 8)
    with pytest.raises(ValueError, match=r"shape \(T, 4\)"):
        rnn.run(parameters, np.zeros((3, 5)))
    with pytest.raises(ValueError, match=r"shape \(8,\)"):
        rnn.run(parameters, np.zeros((3, 4)), np.zeros(7))
