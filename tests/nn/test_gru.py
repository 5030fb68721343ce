"""The GRU against torch.nn.GRU, whose convention it states."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.nn import gru

NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def twin(E, H, seed=0):
    torch.manual_seed(seed)
    layer = torch.nn.GRU(E, H, batch_first=True)
    return layer, gru.GRUParameters.from_torch(*(getattr(layer, n).detach().numpy() for n in NAMES))


@given(E=st.integers(1, 9), H=st.integers(1, 12), T=st.integers(1, 30), seed=st.integers(0, 99))
def test_states_are_those_of_torch(E, H, T, seed):
    layer, parameters = twin(E, H, seed)
    x, h0 = torch.randn(1, T, E), torch.randn(1, 1, H)
    with torch.no_grad():
        wanted, _ = layer(x, h0)
    trace = gru.run(parameters, x[0].numpy(), h0[0, 0].numpy())
    np.testing.assert_allclose(trace.hidden_state, wanted[0], atol=1e-5)


def test_update_gate_near_one_keeps_the_old_state():
    _, parameters = twin(3, 4)
    keeping = gru.GRUParameters(**{**vars(parameters), "b_z": np.full(4, 50.0, np.float32)})
    h0 = np.float32([0.1, -0.7, 0.5, 0.9])
    trace = gru.run(keeping, np.ones((20, 3)), h0)
    np.testing.assert_allclose(trace.update_gate, 1, atol=1e-6)
    np.testing.assert_allclose(trace.hidden_state[-1], h0, atol=1e-6)


def test_reset_gate_near_zero_forgets_the_old_state_in_the_candidate():
    _, parameters = twin(3, 4)
    resetting = gru.GRUParameters(**{**vars(parameters), "b_r": np.full(4, -50.0, np.float32)})
    x = np.ones((1, 3), np.float32)
    one, other = (gru.run(resetting, x, h0).candidate for h0 in (np.zeros(4), np.full(4, 0.9)))
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_shapes_that_do_not_fit_are_refused():
    _, parameters = twin(3, 4)
    with pytest.raises(ValueError, match=r"\(T, 3\)"):
        gru.run(parameters, np.zeros((2, 5)))
    with pytest.raises(ValueError, match=r"\(4,\)"):
        gru.run(parameters, np.zeros((2, 3)), np.zeros(5))
