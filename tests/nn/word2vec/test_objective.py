"""Losses and gradients against autograd on the plain definition: a loop over the pairs."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from lstm_viz.nn.word2vec.objective import Stretch, add_up, around, loss_and_gradients
from lstm_viz.nn.word2vec.pairs import examples
from lstm_viz.nn.word2vec.step import record, step

V, E = 7, 5


def matrices(seed=0):
    return np.random.default_rng(seed).normal(0, 1, (2, V, E))


def stretch(seed=0):
    """Sentences of 1 to 6 words."""
    random = np.random.default_rng(seed)
    lengths = [6, 1, 4, 2, 5]
    return Stretch(random.integers(0, V, sum(lengths)), np.repeat(np.arange(len(lengths)), lengths))


def by_autograd(W_in, W_out, part, flavour, window, noise, negative):
    W_in, W_out = (torch.tensor(W, requires_grad=True) for W in (W_in, W_out))
    loss, count = torch.zeros((), dtype=torch.float64), 0
    for sentence in np.unique(part.sentence):
        ids = part.ids[part.sentence == sentence]
        for inputs, target in examples(len(ids), flavour, window):
            count += 1
            h = W_in[[int(ids[i]) for i in inputs]].mean(0)
            if noise is None:
                loss = loss + F.cross_entropy((W_out @ h)[None], torch.tensor([int(ids[target])]))
            else:
                away = F.logsigmoid(-(W_out[torch.tensor(noise)] @ h)).mean() * negative
                loss = loss - F.logsigmoid(W_out[int(ids[target])] @ h) - away
    loss.backward()
    return loss.item(), count, W_in.grad.numpy(), W_out.grad.numpy()


@pytest.mark.parametrize("flavour", ["cbow", "skip-gram"])
@pytest.mark.parametrize("noise", [None, np.array([3, 0, 3, 6])], ids=["softmax", "negative sampling"])
@pytest.mark.parametrize("window", [1, 3, 50])
def test_loss_and_gradients(flavour, noise, window):
    W_in, W_out = matrices()
    ours = loss_and_gradients(W_in, W_out, stretch(), flavour, window, noise, negative=5)
    theirs = by_autograd(W_in, W_out, stretch(), flavour, window, noise, 5)
    assert ours[0] == pytest.approx(theirs[0], rel=1e-10)
    assert ours[1] == theirs[1]
    np.testing.assert_allclose(ours[2], theirs[2], atol=1e-10)
    np.testing.assert_allclose(ours[3], theirs[3], atol=1e-10)


@pytest.mark.parametrize("inputs", [[2], [1, 4, 1]], ids=["skip-gram", "cbow, one word twice"])
def test_one_step(inputs):
    W_in, W_out = matrices(1)
    a, b = (torch.tensor(W, requires_grad=True) for W in (W_in, W_out))
    hidden = a[inputs].mean(0)
    loss = F.cross_entropy((b @ hidden)[None], torch.tensor([3]))
    loss.backward()
    ours = step(W_in, W_out, inputs, 3)
    np.testing.assert_allclose(ours.hidden, hidden.detach(), atol=1e-12)
    np.testing.assert_allclose(ours.probabilities, torch.softmax(b @ hidden, 0).detach(), atol=1e-12)
    assert ours.loss == pytest.approx(loss.item())
    np.testing.assert_allclose(ours.output_gradient, b.grad, atol=1e-12)
    whole = np.zeros((V, E))
    np.add.at(whole, inputs, ours.input_gradient)
    np.testing.assert_allclose(whole, a.grad, atol=1e-12)


@pytest.mark.parametrize("flavour", ["cbow", "skip-gram"])
def test_a_recording_is_gradient_descent(flavour):
    """Every recorded step follows from the one before, by autograd and W ← W − rate·gradient."""
    ids = np.array([0, 1, 2, 3, 1, 0, 4])
    kept = record(ids, 5, flavour, window=2, E=3, rate=0.3, steps=40)
    for k in (0, 1, 17, 39):
        places, place = kept.examples[kept.order[k]]
        W_in, W_out = (torch.tensor(W, requires_grad=True) for W in (kept.W_in[k], kept.W_out[k]))
        scores = W_out @ W_in[ids[places]].mean(0)
        loss = F.cross_entropy(scores[None], torch.tensor([ids[place]]))
        loss.backward()
        np.testing.assert_allclose(kept.scores[k], scores.detach(), atol=1e-9)
        assert kept.losses[k] == pytest.approx(loss.item())
        np.testing.assert_allclose(kept.W_in[k + 1], (W_in - 0.3 * W_in.grad).detach(), atol=1e-9)
        np.testing.assert_allclose(kept.W_out[k + 1], (W_out - 0.3 * W_out.grad).detach(), atol=1e-9)
        after = torch.softmax(torch.tensor(kept.W_out[k + 1] @ kept.W_in[k + 1][ids[places]].mean(0)), 0)
        assert kept.after[k] == pytest.approx(after[ids[place]].item())
    assert kept.losses[-len(kept.examples) :].mean() < kept.losses[: len(kept.examples)].mean()


def test_one_word_teaches_nothing():
    with pytest.raises(ValueError, match="two words"):
        record(np.array([0]), 1, "cbow")


def test_sums_around_each_place_stay_in_the_sentence():
    part = stretch()
    rows = np.random.default_rng(2).normal(size=(len(part.ids), 3))
    for window in (1, 2, 40):
        wanted = [
            sum((rows[j] for j in range(len(rows)) if j != t and abs(j - t) <= window
                 and part.sentence[j] == part.sentence[t]), np.zeros(3))
            for t in range(len(rows))
        ]  # fmt: skip
        np.testing.assert_allclose(around(rows, part.band(window, rows.dtype)), wanted, atol=1e-12)


def test_adding_up():
    ids = np.array([3, 1, 3, 3])
    rows = np.arange(8.0).reshape(4, 2)
    wanted = np.zeros((5, 2))
    np.add.at(wanted, ids, rows)
    np.testing.assert_array_equal(add_up(rows, ids, 5), wanted)
    np.testing.assert_array_equal(add_up(rows[:0], ids[:0], 5), np.zeros((5, 2)))
