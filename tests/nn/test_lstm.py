"""The LSTM against PyTorch's, and what must hold for any LSTM."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.nn import lstm

NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
GATE_FIELDS = ("forget_gate", "input_gate", "candidate", "output_gate")  # in the order of lstm.GATES


def make(E, H, seed=0, scale=1.0):
    """A random layer, as PyTorch's module and as our parameters with the same numbers."""
    torch.manual_seed(seed)
    layer = torch.nn.LSTM(E, H)
    with torch.no_grad():
        for weights in layer.parameters():
            weights *= scale
    return layer, lstm.LSTMParameters.from_torch(*(getattr(layer, n).detach().numpy() for n in NAMES))


def random_inputs(T, E, seed=0, size=1.0):
    return (size * np.random.default_rng(seed).standard_normal((T, E))).astype(np.float32)


def torch_states(layer, inputs, h0=None, c0=None):
    """h (T, H) and C (T, H) from `torch.nn.LSTM`; it gives C at its last step only, so step by step."""
    H = layer.hidden_size
    h = torch.zeros(1, H) if h0 is None else torch.from_numpy(h0)[None]
    c = torch.zeros(1, H) if c0 is None else torch.from_numpy(c0)[None]
    hs, cs = [], []
    with torch.inference_mode():
        for x in torch.from_numpy(inputs):
            _, (h, c) = layer(x[None], (h, c))
            hs.append(h[0].numpy())
            cs.append(c[0].numpy())
    return np.stack(hs), np.stack(cs)


def double_gates(layer, inputs):
    """f, i, C̃, o, C, h, each (T, H), by the equations of torch.nn.LSTMCell, in float64."""
    W_ih, W_hh, b_ih, b_hh = (getattr(layer, n).detach().double() for n in NAMES)
    H = layer.hidden_size
    h = c = torch.zeros(H, dtype=torch.float64)
    rows = []
    for x in torch.from_numpy(inputs).double():
        i, f, g, o = (W_ih @ x + b_ih + W_hh @ h + b_hh).split(H)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        h = o * c.tanh()
        rows.append(torch.stack([f, i, g, o, c, h]))
    return torch.stack(rows, dim=1).numpy()  # (6, T, H)


def assert_close_to_size(ours, theirs, tolerance):
    """Within the tolerance times the size of the number, and never stricter than for size 1."""
    assert (np.abs(ours - theirs) <= tolerance * np.maximum(1, np.abs(theirs))).all()


@pytest.mark.parametrize(
    ("E", "H", "T", "tolerance"),
    [(1, 1, 50, 1e-6), (5, 7, 50, 1e-6), (64, 128, 50, 1e-6), (96, 160, 50, 1e-6), (64, 128, 500, 1e-5)],
)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_states_are_those_of_torch(E, H, T, tolerance, scale):
    layer, parameters = make(E, H, seed=T + H, scale=scale)
    inputs = random_inputs(T, E, seed=E)
    trace = lstm.run(parameters, inputs)
    h, C = torch_states(layer, inputs)
    assert np.abs(trace.hidden_state - h).max() <= tolerance
    assert_close_to_size(trace.cell_state, C, tolerance)


def test_whole_sequence_at_once_in_torch():
    layer, parameters = make(64, 128)
    inputs = random_inputs(50, 64)
    with torch.inference_mode():
        h, (_, c) = layer(torch.from_numpy(inputs))
    trace = lstm.run(parameters, inputs)
    assert np.abs(trace.hidden_state - h.numpy()).max() <= 1e-6
    assert_close_to_size(trace.cell_state[-1], c[0].numpy(), 1e-6)


@pytest.mark.parametrize("T", [50, 500])
def test_gates_are_those_of_the_equations_in_double_precision(T):
    layer, parameters = make(64, 128, seed=3)
    inputs = random_inputs(T, 64, seed=4)
    trace = lstm.run(parameters, inputs)
    *gates, C, h = double_gates(layer, inputs)
    tolerance = 1e-6 if T == 50 else 1e-5
    for field, theirs in zip(GATE_FIELDS, gates, strict=True):
        assert np.abs(getattr(trace, field) - theirs).max() <= tolerance, field
    assert np.abs(trace.hidden_state - h).max() <= tolerance
    assert_close_to_size(trace.cell_state, C, tolerance)


def test_run_is_step_at_every_time():
    _, parameters = make(6, 9, scale=2)
    inputs = random_inputs(40, 6)
    trace = lstm.run(parameters, inputs)
    h, c = np.zeros(9, np.float32), np.zeros(9, np.float32)
    for t, x in enumerate(inputs):
        *gates, c, output, h = lstm.step(parameters, x, h, c)
        for field, ours in zip(GATE_FIELDS, [*gates, output], strict=True):
            np.testing.assert_allclose(getattr(trace, field)[t], ours, atol=1e-6)
        np.testing.assert_allclose(trace.cell_state[t], c, atol=2e-6)
        np.testing.assert_allclose(trace.hidden_state[t], h, atol=1e-6)


def test_one_step_by_hand():
    """One unit, one input: every number small enough to check on paper."""
    one, zero = np.ones((1, 2)), np.zeros(1)
    p = lstm.LSTMParameters(one, zero, 2 * one, zero, 3 * one, zero, -one, zero)
    f, i, g, c, o, h = lstm.step(p, np.array([0.5]), np.array([0.25]), np.array([2.0]))
    assert f == pytest.approx(1 / (1 + np.exp(-0.75)))
    assert i == pytest.approx(1 / (1 + np.exp(-1.5)))
    assert g == pytest.approx(np.tanh(2.25))
    assert c == pytest.approx(f * 2 + i * g)
    assert o == pytest.approx(1 / (1 + np.exp(0.75)))
    assert h == pytest.approx(o * np.tanh(c))


def test_initial_states():
    layer, parameters = make(4, 8)
    inputs = random_inputs(20, 4)
    h0, c0 = random_inputs(2, 8, seed=9)
    trace = lstm.run(parameters, inputs, h0, c0)
    h, C = torch_states(layer, inputs, h0, c0)
    assert np.abs(trace.hidden_state - h).max() <= 1e-6
    assert_close_to_size(trace.cell_state, C, 1e-6)
    np.testing.assert_array_equal(trace.initial_hidden_state, h0)
    np.testing.assert_array_equal(trace.initial_cell_state, c0)


def test_read_on_from_a_trace():
    _, parameters = make(4, 8)
    inputs = random_inputs(30, 4)
    whole, first = lstm.run(parameters, inputs), lstm.run(parameters, inputs[:12])
    rest = lstm.run(parameters, inputs[12:], first.hidden_state[-1], first.cell_state[-1])
    np.testing.assert_allclose(rest.hidden_state, whole.hidden_state[12:], atol=1e-6)


def test_gate_order_of_torch_is_kept_apart():
    """Blocks i, f, g, o of torch: each bias alone opens the gate of its name."""
    H = 2
    weights = np.zeros((4 * H, 1)), np.zeros((4 * H, H)), np.zeros(4 * H)
    for block, field in enumerate(("input_gate", "forget_gate", "candidate", "output_gate")):
        bias = np.zeros(4 * H)
        bias[block * H : (block + 1) * H] = 5
        trace = lstm.run(lstm.LSTMParameters.from_torch(*weights, bias), np.zeros((1, 1)))
        for other in GATE_FIELDS:
            resting = 0.0 if other == "candidate" else 0.5
            expected = (
                resting if other != field else np.tanh(5) if resting == 0 else 1 / (1 + np.exp(-5))
            )
            np.testing.assert_allclose(getattr(trace, other), expected, rtol=1e-6)


layers = st.builds(
    make,
    E=st.integers(1, 6),
    H=st.integers(1, 8),
    seed=st.integers(0, 10_000),
    scale=st.sampled_from([0.1, 1.0, 5.0, 50.0]),
)


@given(layers, st.integers(1, 30), st.sampled_from([0.0, 1.0, 100.0, 1e4]), st.integers(0, 10_000))
def test_properties_of_any_trace(layer, T, size, seed):
    _, parameters = layer
    H = parameters.hidden_size
    trace = lstm.run(parameters, random_inputs(T, parameters.W_f.shape[1] - H, seed, size))
    assert len(trace) == T
    for field in (*GATE_FIELDS, "cell_state", "hidden_state"):
        values = getattr(trace, field)
        assert values.shape == (T, H) and values.dtype == np.float32, field
        assert np.isfinite(values).all(), field
    for field in ("forget_gate", "input_gate", "output_gate"):
        assert getattr(trace, field).min() >= 0 and getattr(trace, field).max() <= 1
    assert np.abs(trace.candidate).max() <= 1 and np.abs(trace.hidden_state).max() <= 1
    # |C_t| ≤ f·|C_{t−1}| + i·|C̃_t| ≤ |C_{t−1}| + 1, so |C_t| ≤ t counting steps from 1
    assert (np.abs(trace.cell_state) <= np.arange(1, T + 1)[:, None] * (1 + 1e-6)).all()


@given(layers, st.integers(2, 25), st.data())
def test_trace_of_a_prefix_is_the_prefix_of_the_trace(layer, T, data):
    _, parameters = layer
    cut = data.draw(st.integers(1, T - 1))
    inputs = random_inputs(T, parameters.W_f.shape[1] - parameters.hidden_size)
    whole, prefix = lstm.run(parameters, inputs), lstm.run(parameters, inputs[:cut])
    # a matrix product over more rows may sum in another order: equal up to float32's last digits, which
    # large weights magnify
    size = max(1.0, float(np.abs(whole.pre_activation).max()))
    for field in (*GATE_FIELDS, "cell_state", "hidden_state"):
        np.testing.assert_allclose(getattr(prefix, field), getattr(whole, field)[:cut], atol=2e-6 * size)


def test_parts_add_up_to_what_the_gates_squash():
    _, parameters = make(5, 7, scale=2)
    inputs = random_inputs(25, 5)
    trace = lstm.run(parameters, inputs)
    z = trace.pre_activation
    assert z.shape == (25, 4, 7)
    for k, (name, field) in enumerate(zip(lstm.GATES, GATE_FIELDS, strict=True)):
        squash = np.tanh if name == "candidate" else lstm.sigmoid
        np.testing.assert_allclose(squash(z[:, k]), getattr(trace, field), atol=1e-6)
    W = np.stack([parameters.W_f, parameters.W_i, parameters.W_C, parameters.W_o])  # (4, H, H + E)
    before = np.vstack([trace.initial_hidden_state, trace.hidden_state[:-1]])  # h_{t−1}
    np.testing.assert_allclose(
        trace.hidden_part, np.einsum("khj,tj->tkh", W[..., :7], before), atol=1e-5
    )
    np.testing.assert_allclose(trace.input_part, np.einsum("khj,tj->tkh", W[..., 7:], inputs), atol=1e-5)
    biases = np.stack([parameters.b_f, parameters.b_i, parameters.b_C, parameters.b_o])
    np.testing.assert_array_equal(trace.bias, biases)


@given(st.floats(-1e4, 1e4))
def test_sigmoid(z):
    assert lstm.sigmoid(z) == pytest.approx(
        torch.tensor(z, dtype=torch.float64).sigmoid().item(), abs=1e-15
    )


def test_wrong_shapes_are_named():
    _, parameters = make(4, 8)
    for wrong in (np.zeros((3, 5)), np.zeros(4), np.zeros((1, 3, 4))):
        with pytest.raises(ValueError, match=r"shape \(T, 4\)"):
            lstm.run(parameters, wrong)
    for states in ((np.zeros(7), None), (None, np.zeros(9)), (np.zeros((1, 8)), None)):
        with pytest.raises(ValueError, match=r"shape \(8,\)"):
            lstm.run(parameters, np.zeros((3, 4)), *states)


def test_trace_cannot_be_reassigned():
    _, parameters = make(2, 2)
    trace = lstm.run(parameters, np.zeros((1, 2)))
    with pytest.raises(AttributeError):
        trace.forget_gate = None


def test_arrays_are_all_fields_of_the_trace():
    _, parameters = make(3, 4)
    trace = lstm.run(parameters, random_inputs(6, 3))
    named = lstm.arrays(trace)
    assert list(named) == list(vars(trace))
    assert all(array is getattr(trace, name) for name, array in named.items())
