"""Memory attribution against the sum's definition, PyTorch's gradients and readings without a word."""

import tracemalloc

import numpy as np
import pytest
import torch

import lstm_viz
from lstm_viz.nn import lstm
from lstm_viz.studies import attribution


@pytest.fixture(scope="module")
def model():
    return lstm_viz.load_model()


@pytest.fixture(scope="module")
def trace(model):
    return model.trace("The grizzly bear goes to the river, and then it swims to catch")


def random_trace(T, E, H, seed=0, initial=True):
    r = np.random.default_rng(seed)
    layer = (
        r.normal(0, 0.3, shape).astype(np.float32) for shape in [(4 * H, E), (4 * H, H), 4 * H, 4 * H]
    )
    p = lstm.LSTMParameters.from_torch(*layer)
    states = r.normal(0, 1, (2, H)).astype(np.float32) if initial else (None, None)
    return p, lstm.run(p, r.normal(0, 1, (T, E)).astype(np.float32), *states)


@pytest.mark.parametrize("initial", [True, False])
def test_parts_add_up_to_the_cell_state(initial):
    _, trace = random_trace(40, 5, 7, initial=initial)
    for t, left in enumerate(attribution.parts(trace)):
        assert left.shape == (t + 2, 7)
        np.testing.assert_allclose(left.sum(axis=0), trace.cell_state[t], atol=1e-5)


def test_parts_of_the_shipped_model_add_up(trace):
    for t in range(len(trace)):
        total = attribution.final_parts(trace, t).sum(axis=0)
        np.testing.assert_allclose(total, trace.cell_state[t], atol=1e-5)


def test_parts_are_the_products_of_the_definition():
    _, trace = random_trace(9, 3, 4)
    f, written = (
        trace.forget_gate.astype(np.float64),
        (trace.input_gate * trace.candidate).astype(np.float64),
    )
    for t, left in enumerate(attribution.parts(trace)):
        expected = [np.prod(f[: t + 1], axis=0) * trace.initial_cell_state]
        expected += [np.prod(f[k + 1 : t + 1], axis=0) * written[k] for k in range(t + 1)]
        np.testing.assert_allclose(left, expected, atol=1e-6)
        np.testing.assert_allclose(attribution.final_parts(trace, t), expected, atol=1e-6)


def test_parts_are_gradient_times_what_was_written():
    """With the gates held, C_T is linear in what was written: autograd gives the same shares."""
    _, trace = random_trace(8, 3, 5)
    f = torch.from_numpy(trace.forget_gate)
    written = torch.from_numpy(trace.input_gate * trace.candidate).requires_grad_()
    c = torch.from_numpy(trace.initial_cell_state)
    for t in range(8):
        c = f[t] * c + written[t]
    c.sum().backward()
    expected = (written.grad * written).detach().numpy()
    np.testing.assert_allclose(attribution.final_parts(trace)[1:], expected, atol=1e-5)


def test_sizes_are_norms(trace):
    sizes = attribution.sizes(trace)
    for t, left in enumerate(attribution.parts(trace)):
        np.testing.assert_allclose(sizes[: t + 2, t], np.linalg.norm(left, axis=1), atol=1e-5)
    below = [(k, t) for k in range(len(trace)) for t in range(k)]
    assert all(sizes[k + 1, t] == 0 for k, t in below)


def test_along_a_unit_sums_to_that_unit(trace):
    columns = attribution.along(trace, attribution.of_unit(trace, 17))
    np.testing.assert_allclose(columns.sum(axis=0), trace.cell_state[:, 17], atol=1e-5)


def test_along_the_memory_sums_to_its_length(trace):
    columns = attribution.along(trace, attribution.of_memory(trace))
    np.testing.assert_allclose(columns.sum(axis=0), np.linalg.norm(trace.cell_state, axis=1), atol=1e-4)


def test_word_direction_is_the_gradient_of_its_logit(model, trace):
    word = model.vocabulary.index["fish"]
    c = torch.from_numpy(trace.cell_state).requires_grad_()
    h = torch.from_numpy(trace.output_gate) * torch.tanh(c)
    y = h @ torch.from_numpy(model.projection).T
    logits = y @ torch.from_numpy(model.embeddings[word]) + float(model.head_bias[word])
    logits.sum().backward()
    np.testing.assert_allclose(attribution.of_word(trace, model, word), c.grad.numpy(), atol=1e-4)
    np.testing.assert_allclose(attribution.logit(trace, model, word), logits.detach().numpy(), atol=1e-4)


def test_full_word_direction_sums_to_the_logit_without_bias(model, trace):
    word = model.vocabulary.index["fish"]
    columns = attribution.along(trace, attribution.of_word_in_full(trace, model, word))
    expected = model.scores(trace.hidden_state)[:, word] - model.head_bias[word]
    np.testing.assert_allclose(columns.sum(axis=0), expected, atol=1e-4)


def test_kept_is_one_at_first_and_multiplies_forget_gates_of_one_unit():
    _, trace = random_trace(6, 3, 1)
    share = attribution.kept(trace, 2)
    assert share[0] == pytest.approx(1)
    np.testing.assert_allclose(share[1:], np.cumprod(trace.forget_gate[3:, 0]), atol=1e-6)


def test_what_is_left_of_a_word_is_measured_as_the_sizes_are(trace):
    sizes = attribution.sizes(trace)
    for k in range(len(trace)):
        np.testing.assert_allclose(
            attribution.kept(trace, k), sizes[k + 1, k:] / sizes[k + 1, k], atol=1e-5
        )


def test_without_a_word_is_the_reading_of_the_other_words(model, trace):
    c, h = attribution.without_each(model.parameters, trace)
    for k in range(len(trace)):
        again = model.trace([*trace.tokens[:k], *trace.tokens[k + 1 :]])
        np.testing.assert_allclose(c[k], again.cell_state[-1], atol=1e-5)
        np.testing.assert_allclose(h[k], again.hidden_state[-1], atol=1e-5)


def test_without_a_word_at_an_earlier_step(model, trace):
    c, _ = attribution.without_each(model.parameters, trace, 5)
    assert len(c) == 6
    again = model.trace([*trace.tokens[:2], *trace.tokens[3:6]])
    np.testing.assert_allclose(c[2], again.cell_state[-1], atol=1e-5)


def test_without_the_only_word_leaves_the_initial_state():
    p, trace = random_trace(1, 3, 4)
    c, h = attribution.without_each(p, trace)
    np.testing.assert_array_equal(c[0], trace.initial_cell_state)
    np.testing.assert_array_equal(h[0], trace.initial_hidden_state)


def test_steps_that_are_not_there_are_refused(model, trace):
    with pytest.raises(IndexError, match="no step"):
        attribution.final_parts(trace, len(trace))
    with pytest.raises(IndexError):
        attribution.without_each(model.parameters, trace, len(trace))


def test_sizes_need_memory_in_the_order_of_the_text_times_units():
    _, trace = random_trace(200, 16, 128)
    attribution.sizes(trace)
    tracemalloc.start()
    attribution.sizes(trace)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 200 * (128 + 201) * 4  # a T × T × H array would be 20 MB; this is 2
