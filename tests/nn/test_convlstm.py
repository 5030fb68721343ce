"""The ConvLSTM against PyTorch's convolution and autograd."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from lstm_viz.nn import convlstm
from lstm_viz.nn.convlstm import ConvLSTMParameters

T, X, H, R, S, k = 6, 2, 3, 9, 7, 5


@pytest.fixture(scope="module")
def weights():
    random = np.random.default_rng(0)
    shapes = ((4 * H, X, k, k), (4 * H, H, k, k), (4 * H,))
    return [random.normal(0, 0.3, shape).astype(np.float32) for shape in shapes]


@pytest.fixture(scope="module")
def pictures():
    return np.random.default_rng(1).random((T, X, R, S), dtype=np.float32)


def in_torch(weights, pictures):
    """All gates and states by `torch.nn.functional.conv2d`, in float64."""
    W_x, W_h, b = (torch.from_numpy(w).double() for w in weights)
    h = c = torch.zeros(1, H, R, S, dtype=torch.float64)
    steps = []
    for x in pictures:
        z = F.conv2d(x[None], W_x, b, padding="same") + F.conv2d(h, W_h, padding="same")
        i, f, g, o = z.chunk(4, dim=1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        h = o * c.tanh()
        steps.append([part[0] for part in (f, i, g, o, c, h)])
    return [torch.stack(part) for part in zip(*steps, strict=True)]


def test_all_gates_and_states_are_pytorchs(weights, pictures):
    trace = convlstm.run(ConvLSTMParameters.from_torch(*weights), pictures)
    names = ("forget_gate", "input_gate", "candidate", "output_gate", "cell_state", "hidden_state")
    for name, theirs in zip(names, in_torch(weights, torch.from_numpy(pictures).double()), strict=True):
        np.testing.assert_allclose(getattr(trace, name), theirs, atol=2e-6, err_msg=name)


def test_the_fast_pass_is_the_readable_step(weights, pictures):
    p = ConvLSTMParameters.from_torch(*weights)
    trace = convlstm.run(p, pictures)
    h = c = np.zeros((H, R, S), np.float32)
    for t, x in enumerate(pictures):
        f, _i, _g, c, o, h = convlstm.step(p, x, h, c)
        for name, value in (
            ("forget_gate", f),
            ("cell_state", c),
            ("output_gate", o),
            ("hidden_state", h),
        ):
            np.testing.assert_allclose(getattr(trace, name)[t], value, atol=2e-6)


def test_a_place_depends_on_its_neighbours_alone(weights, pictures):
    """Autograd: one step looks at k × k places, two steps at (2k − 1) × (2k − 1)."""
    for steps, reach in ((1, k // 2), (2, 2 * (k // 2))):
        x = torch.from_numpy(pictures[:steps]).double().requires_grad_()
        h = in_torch(weights, x)[-1][-1]
        (slope,) = torch.autograd.grad(h[0, 4, 3], x)
        rows, columns = np.nonzero(slope[0].abs().sum(0).numpy())
        assert abs(rows - 4).max() == min(reach, 4) and abs(columns - 3).max() == min(reach, 3)


def test_numpy_gradient_agrees_with_autograd(weights, pictures):
    """Finite differences of the NumPy pass along a random direction."""
    p = ConvLSTMParameters.from_torch(*(w.astype(np.float64) for w in weights))
    direction = np.random.default_rng(2).normal(size=pictures.shape)
    x = torch.from_numpy(pictures).double().requires_grad_()
    (slope,) = torch.autograd.grad(in_torch(weights, x)[-1][-1].sum(), x)

    def last(scale):
        return convlstm.run(p, pictures + scale * direction).hidden_state[-1].astype(np.float64).sum()

    estimate = (last(1e-2) - last(-1e-2)) / 2e-2
    assert estimate == pytest.approx(float((slope.numpy() * direction).sum()), abs=2e-2, rel=1e-2)


def test_alone_it_reads_what_it_makes(weights, pictures):
    p = ConvLSTMParameters.from_torch(*weights)

    def follow(h):
        return h[:X] * 0.5

    trace = convlstm.run(p, pictures[:3], follow, 2)
    assert len(trace) == 5
    for t in (3, 4):
        np.testing.assert_array_equal(trace.inputs[t], follow(trace.hidden_state[t - 1]))
    again = convlstm.run(p, trace.inputs)
    np.testing.assert_allclose(again.cell_state, trace.cell_state, atol=2e-6)


def test_bad_input_is_refused_with_a_sentence(weights, pictures):
    p = ConvLSTMParameters.from_torch(*weights)
    with pytest.raises(ValueError, match=r"must have shape \(T, 2, rows, columns\)"):
        convlstm.run(p, pictures[:, :1])
    with pytest.raises(ValueError, match="needs a way"):
        convlstm.run(p, pictures, steps=2)
