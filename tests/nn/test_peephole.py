"""The peephole LSTM against a loop of its equations in float64, against torch and its autograd."""

import numpy as np
import pytest
import torch

from lstm_viz.nn import gradients, lstm, peephole

E, H = 5, 7


def layer(seed: int, watched: float = 1.0) -> list[np.ndarray]:
    """Random arrays as they lie in a file; `watched` scales what the gates see of the memory."""
    random = np.random.default_rng(seed)
    shapes = [(4 * H, E), (4 * H, H), (4 * H,), (4 * H,), (3 * H,)]
    arrays = [random.normal(size=shape).astype(np.float32) for shape in shapes]
    arrays[-1] *= watched
    return arrays


def sequence(seed: int, T: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(T, E)).astype(np.float32)


def by_hand(arrays, x, h, c):
    """Gers and Schmidhuber's equations unit by unit, in float64: f, i, C̃, o, C, h, each (T, H)."""
    W_x, W_h, b_x, b_h, p = (array.astype(np.float64) for array in arrays)
    squash = lambda a: 1 / (1 + np.exp(-a))  # noqa: E731
    h, c = h.astype(np.float64), c.astype(np.float64)
    rows = []
    for x_t in x.astype(np.float64):
        row = np.empty((6, H))
        for k in range(H):
            sums = [W_x[n * H + k] @ x_t + W_h[n * H + k] @ h + b_x[n * H + k] + b_h[n * H + k]
                    for n in range(4)]  # fmt: skip
            i = squash(sums[0] + p[k] * c[k])
            f = squash(sums[1] + p[H + k] * c[k])
            g = np.tanh(sums[2])
            new = f * c[k] + i * g
            o = squash(sums[3] + p[2 * H + k] * new)
            row[:, k] = f, i, g, o, new, o * np.tanh(new)
        c, h = row[4], row[5]
        rows.append(row)
    return np.stack(rows, axis=1)


@pytest.mark.parametrize("T", [1, 2, 60])
@pytest.mark.parametrize("seed", range(3))
def test_every_quantity_is_that_of_the_equations(seed, T):
    arrays, x = layer(seed), sequence(seed + 10, T)
    h0, c0 = np.random.default_rng(seed + 20).normal(size=(2, H)).astype(np.float32)
    trace = peephole.run(peephole.PeepholeParameters.from_torch(*arrays), x, h0, c0)
    expected = by_hand(arrays, x, h0, c0)
    names = ("forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state")
    for name, values in zip(names, expected, strict=True):
        np.testing.assert_allclose(getattr(trace, name), values, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("seed", range(3))
def test_where_no_gate_sees_the_memory_it_is_torchs_lstm(seed):
    *arrays, nothing = layer(seed, watched=0)
    x = sequence(seed, 40)
    torchs = torch.nn.LSTM(E, H)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    torchs.load_state_dict(dict(zip(names, map(torch.from_numpy, arrays), strict=True)))
    trace = peephole.run(peephole.PeepholeParameters.from_torch(*arrays, nothing), x)
    expected, (_, memory) = torchs(torch.from_numpy(x))
    np.testing.assert_allclose(trace.hidden_state, expected.numpy(force=True), atol=1e-5)
    np.testing.assert_allclose(trace.cell_state[-1], memory[0].numpy(force=True), atol=1e-5)


def test_the_parts_add_up_to_what_is_squashed():
    trace = peephole.run(peephole.PeepholeParameters.from_torch(*layer(0)), sequence(1, 12))
    names = ("forget_gate", "input_gate", "candidate", "output_gate")
    for name, values in zip(names, trace.pre_activation.transpose(1, 0, 2), strict=True):
        act = np.tanh(values) if name == "candidate" else lstm.sigmoid(values)
        np.testing.assert_allclose(getattr(trace, name), act, atol=1e-5, err_msg=name)


def test_its_step_in_pytorch_is_the_same():
    arrays, x = layer(3), sequence(4, 20)
    rows = [torch.from_numpy(row[None].astype(np.float64)) for row in x]
    weights = [torch.from_numpy(array.astype(np.float64)) for array in arrays]
    hs, cs, gates = gradients.unroll(torch, gradients.peephole_step, weights, rows)
    trace = peephole.run(peephole.PeepholeParameters.from_torch(*arrays), x)
    np.testing.assert_allclose(torch.cat(hs).numpy(), trace.hidden_state, atol=1e-5)
    np.testing.assert_allclose(torch.cat(cs).numpy(), trace.cell_state, atol=1e-5)
    np.testing.assert_allclose(torch.cat(gates).numpy(), trace.forget_gate, atol=1e-5)


@pytest.mark.parametrize("wrong", [np.zeros((3, E + 1)), np.zeros(E)])
def test_inputs_of_another_size_are_refused(wrong):
    with pytest.raises(ValueError, match="inputs must have shape"):
        peephole.run(peephole.PeepholeParameters.from_torch(*layer(0)), wrong)


def test_states_of_another_size_are_refused():
    with pytest.raises(ValueError, match="initial states"):
        peephole.run(peephole.PeepholeParameters.from_torch(*layer(0)), sequence(0, 2), np.zeros(H + 1))
