"""Gradients through time against autograd of PyTorch's own layers, and against finite differences."""

import json

import numpy as np
import pytest
import torch

from lstm_viz.inputs.text import UNKNOWN
from lstm_viz.models import memory_task
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn import gradients, rnn

V, E, H = 7, 5, 6
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}
LAYERS = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}


def small(cell, seed=0):
    random = np.random.default_rng(seed)
    n = BLOCKS[cell]
    shapes = {
        "embedding.weight": (V, E),
        f"{cell}.weight_ih_l0": (n * H, E),
        f"{cell}.weight_hh_l0": (n * H, H),
        f"{cell}.bias_ih_l0": (n * H,),
        f"{cell}.bias_hh_l0": (n * H,),
        "head.projection.weight": (E, H),
        "head.bias": (V,),
    }
    tensors = {name: random.normal(0, 0.6, shape) for name, shape in shapes.items()}
    facts = {"cell": cell, "tokenizer": "words", "vocabulary": json.dumps([UNKNOWN, *"abcdef"])}
    return LanguageModel(tensors, facts)


def torch_twin(model):
    cell = model.cell_name
    layer = LAYERS[cell](E, H, batch_first=True).double()
    layer.load_state_dict(
        {
            n.split(".")[1]: torch.from_numpy(a.astype(np.float64))
            for n, a in model.tensors.items()
            if n.startswith(cell)
        }
    )
    return layer


def loss_of(model, layer, x, ids, j):
    """−log p(ids[j] | before) by torch.nn layers, from inputs x (T, E)."""
    h = layer(x[None, :j])[0][0, -1]
    w = {n: torch.from_numpy(a.astype(np.float64)) for n, a in model.tensors.items()}
    scores = w["embedding.weight"] @ (w["head.projection.weight"] @ h) + w["head.bias"]
    return -torch.log_softmax(scores, 0)[ids[j]]


IDS = np.array([1, 4, 2, 6, 3, 5, 1, 2])


@pytest.mark.parametrize("cell", BLOCKS)
def test_input_gradients_are_those_of_torch_layers(cell):
    model = small(cell)
    layer = torch_twin(model)
    found = gradients.through_time(model, IDS)
    for j in range(1, len(IDS)):
        x = torch.from_numpy(model.embeddings[IDS].astype(np.float64)).requires_grad_()
        loss = loss_of(model, layer, x, IDS, j)
        (wanted,) = torch.autograd.grad(loss, x)
        np.testing.assert_allclose(found.inputs[j, :j], wanted[:j].norm(dim=1), rtol=1e-9)
        np.testing.assert_allclose(found.losses[j], loss.item(), rtol=1e-9)
        assert np.isnan(found.inputs[j, j:]).all()


@pytest.mark.parametrize("cell", BLOCKS)
def test_input_gradients_are_the_finite_differences(cell):
    model = small(cell)
    layer = torch_twin(model)
    found = gradients.through_time(model, IDS)
    j, step = len(IDS) - 1, 1e-6
    for t in range(j):
        slopes = []
        for e in range(E):
            losses = []
            for sign in (1, -1):
                x = torch.from_numpy(model.embeddings[IDS].astype(np.float64))
                x[t, e] += sign * step
                losses.append(loss_of(model, layer, x, IDS, j).item())
            slopes.append((losses[0] - losses[1]) / (2 * step))
        assert np.linalg.norm(slopes) == pytest.approx(found.inputs[j, t], rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("cell", ["rnn", "gru"])
def test_state_gradients_are_the_finite_differences(cell):
    """Read on from a nudged h_t: the loss changes as the gradient says."""
    model = small(cell)
    layer = torch_twin(model)
    found = gradients.through_time(model, IDS)
    x = torch.from_numpy(model.embeddings[IDS].astype(np.float64))
    w = {n: torch.from_numpy(a.astype(np.float64)) for n, a in model.tensors.items()}
    j, step = len(IDS) - 1, 1e-6
    for t in range(j):
        h_t = layer(x[None, : t + 1])[0][0, -1].detach()

        def loss(h, t=t):
            last = layer(x[None, t + 1 : j], h[None, None])[0][0, -1] if t + 1 < j else h
            scores = w["embedding.weight"] @ (w["head.projection.weight"] @ last) + w["head.bias"]
            return -torch.log_softmax(scores, 0)[IDS[j]].item()

        nudges = step * torch.eye(H).double()
        slopes = [(loss(h_t + nudge) - loss(h_t - nudge)) / (2 * step) for nudge in nudges]
        assert np.linalg.norm(slopes) == pytest.approx(found.hidden[j, t], rel=1e-5, abs=1e-8)


def test_cell_state_gradients_of_the_lstm_are_the_finite_differences():
    model = small("lstm")
    layer = torch_twin(model)
    found = gradients.through_time(model, IDS)
    x = torch.from_numpy(model.embeddings[IDS].astype(np.float64))
    w = {n: torch.from_numpy(a.astype(np.float64)) for n, a in model.tensors.items()}
    j, step = len(IDS) - 1, 1e-6
    for t in range(j):
        # the output gate of step t, so that a nudged C_t is shown through it as in the cell
        _, (h_t, c_t) = layer(x[None, : t + 1])
        h_t, c_t = h_t.detach(), c_t.detach()
        gate = h_t / torch.tanh(c_t)

        def loss(c, t=t, gate=gate):
            state = (gate * torch.tanh(c), c)
            last = layer(x[None, t + 1 : j], state)[0][0, -1] if t + 1 < j else state[0][0, 0]
            scores = w["embedding.weight"] @ (w["head.projection.weight"] @ last) + w["head.bias"]
            return -torch.log_softmax(scores, 0)[IDS[j]].item()

        nudges = step * torch.eye(H).double()
        slopes = [(loss(c_t + n) - loss(c_t - n)) / (2 * step) for n in nudges]
        assert np.linalg.norm(slopes) == pytest.approx(found.cell[j, t], rel=1e-5, abs=1e-8)


def test_belt_is_the_mean_product_of_the_forget_gates_in_between():
    model = small("lstm")
    trace = model.trace([model.vocabulary.tokens[i] for i in IDS])
    belt = gradients.through_time(model, IDS).belt
    j, t = 6, 2  # the loss at word 6 sees C_5; from C_2 the belt leads over f_3, f_4, f_5
    wanted = (trace.forget_gate[3] * trace.forget_gate[4] * trace.forget_gate[5]).mean()
    assert belt[j, t] == pytest.approx(wanted, rel=1e-5)
    assert belt[j, j - 1] == 1


def test_reach_is_the_norm_of_autograds_jacobian():
    model = small("rnn")
    layer = torch_twin(model)
    trace = model.trace([model.vocabulary.tokens[i] for i in IDS])
    x = torch.from_numpy(model.embeddings[IDS].astype(np.float64))
    norms = gradients.reach(model.parameters.W[:, :H], trace.hidden_state)
    for t in range(len(IDS) - 1):
        h_t = layer(x[None, : t + 1])[0][0, -1].detach()
        rest = lambda h, t=t: layer(x[None, t + 1 :], h[None, None])[0][0, -1]  # noqa: E731
        jacobian = torch.autograd.functional.jacobian(rest, h_t)
        assert norms[t] == pytest.approx(torch.linalg.matrix_norm(jacobian, 2).item(), rel=1e-4)
    assert norms[-1] == 1


def test_one_word_has_nothing_to_predict():
    with pytest.raises(ValueError, match="two words"):
        gradients.through_time(small("rnn"), np.array([1]))


def test_clipping_keeps_the_direction_and_never_lengthens():
    g = np.array([3.0, 4.0])
    np.testing.assert_allclose(gradients.clip(g, 1.0), [0.6, 0.8])
    np.testing.assert_allclose(gradients.clip(g, 10.0), g)
    wanted = torch.tensor(g, requires_grad=True)
    wanted.grad = torch.tensor(g)
    torch.nn.utils.clip_grad_norm_([wanted], 2.5)
    np.testing.assert_allclose(gradients.clip(g, 2.5), wanted.grad.numpy(), rtol=1e-5)
    assert (gradients.clip(np.zeros(3), 1.0) == 0).all()


def test_the_plain_recurrent_layer_has_the_states_that_the_gradients_go_through():
    model = small("rnn")
    trace = rnn.run(model.parameters, model.embeddings[IDS])
    layer = torch_twin(model)
    x = torch.from_numpy(model.embeddings[IDS].astype(np.float64))
    np.testing.assert_allclose(trace.hidden_state, layer(x[None])[0][0].detach(), atol=1e-5)


@pytest.mark.parametrize("cell", BLOCKS)
def test_gradients_of_the_first_letter_are_those_of_torch_layers(cell):
    """If the question comes after j letters: autograd of torch's own layers, on the shipped networks."""
    networks, letters = memory_task.Networks.load(), memory_task.distractors("C", 12, seed=1)
    found = gradients.of_first_letter(networks, cell, 2, memory_task.one_hot(letters))
    own = {
        n.removeprefix(f"{cell}.2."): a.astype(np.float64)
        for n, a in networks.tensors.items()
        if f"{cell}.2." in n
    }
    layer = LAYERS[cell](
        len(memory_task.SYMBOLS), own["cell.weight_hh_l0"].shape[1], batch_first=True
    ).double()
    layer.load_state_dict(
        {n.removeprefix("cell."): torch.from_numpy(a) for n, a in own.items() if "cell." in n}
    )
    first = memory_task.SYMBOLS.index("C")
    for j in (1, 5, len(letters)):
        x = torch.from_numpy(memory_task.one_hot(letters).astype(np.float64)).requires_grad_()
        h = layer(x[None, :j])[0][0, -1]
        scores = torch.from_numpy(own["output.weight"]) @ h + torch.from_numpy(own["output.bias"])
        loss = -torch.log_softmax(scores, 0)[first]
        (wanted,) = torch.autograd.grad(loss, x)
        np.testing.assert_allclose(found.inputs[j, :j], wanted[:j].norm(dim=1), rtol=1e-8, atol=1e-300)
        np.testing.assert_allclose(found.losses[j], loss.item(), rtol=1e-9)


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_the_best_unit_keeps_at_least_the_mean(cell):
    found = gradients.through_time(small(cell), IDS)
    later = np.tril(np.ones((len(IDS), len(IDS)), bool), -1)
    assert (found.best[later] >= found.belt[later] - 1e-12).all()
    assert (found.best[later] <= 1).all() and np.isnan(found.best[~later]).all()


def test_sixty_letters_back_the_plain_rnns_gradient_is_smaller_by_many_powers_of_ten():
    """What the page opens on and says under “What to notice”, for every one of the shipped trainings."""
    networks = memory_task.Networks.load()
    letters = memory_task.one_hot(memory_task.distractors("C", 60, seed=1))
    for seed in range(networks.seeds):
        far = {
            cell: gradients.of_first_letter(networks, cell, seed, letters).inputs[-1, 0]
            for cell in BLOCKS
        }
        assert far["rnn"] < 1e-4 * min(far["lstm"], far["gru"]), (seed, far)
