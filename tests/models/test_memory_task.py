"""The memory task: shipped networks against PyTorch, shipped figures against a new measurement."""

import numpy as np
import pytest
import torch

from lstm_viz.inputs.text import TextError
from lstm_viz.models import memory_task
from training import memory_task as training

SHIPPED = memory_task.Networks.load()


def twin(cell, seed):
    """The network in PyTorch, with the shipped weights."""
    network, prefix = training.Recall(cell), f"{cell}.{seed}."
    state = {
        n.removeprefix(prefix): torch.from_numpy(a)
        for n, a in SHIPPED.tensors.items()
        if n.startswith(prefix)
    }
    network.load_state_dict(state)
    return network.eval()


@pytest.mark.parametrize("cell", memory_task.HIDDEN)
def test_networks_answer_as_torch_does(cell):
    letters = memory_task.distractors("B", 30, seed=5)
    x = torch.from_numpy(memory_task.one_hot(letters))[None]
    with torch.no_grad():
        wanted = torch.softmax(twin(cell, 1)(x), dim=1)[0]
    found = SHIPPED.read(cell, 1, letters)
    np.testing.assert_allclose(found.probabilities[-1], wanted, atol=1e-5)
    assert found.probabilities.shape == (31, len(memory_task.SYMBOLS))


@pytest.mark.parametrize("cell", memory_task.HIDDEN)
def test_shipped_figures_can_be_measured_again(cell):
    gap = 10
    at = SHIPPED.figures["gaps"].index(gap)
    for seed in (0, 3):
        accuracy = training.accuracy(twin(cell, seed), gap)
        assert accuracy == pytest.approx(
            SHIPPED.figures["accuracy"][cell][seed][at], abs=0.01
        )  # float16 on disk


def test_networks_are_equally_large_and_come_from_enough_seeds():
    counts = SHIPPED.figures["parameters"]
    assert max(counts.values()) / min(counts.values()) < 1.02
    for cell, count in counts.items():
        assert sum(a.size for n, a in SHIPPED.tensors.items() if n.startswith(f"{cell}.0.")) == count
    ours = [SHIPPED.count(cell) for cell in counts]  # with one b where PyTorch has two
    assert max(ours) / min(ours) < 1.02
    assert {len(rows) for rows in SHIPPED.figures["accuracy"].values()} == {SHIPPED.seeds}
    assert SHIPPED.seeds >= 5


def test_gates_remember_what_plain_networks_lose():
    far = SHIPPED.figures["gaps"].index(40)
    mean = {cell: np.mean(rows, axis=0)[far] for cell, rows in SHIPPED.figures["accuracy"].items()}
    assert mean["lstm"] > 0.99
    assert mean["gru"] > 0.99
    assert mean["rnn"] < 0.9


def test_right_counts_the_networks_that_name_the_first_letter():
    letters = memory_task.distractors("F", 12, seed=2)
    for cell in memory_task.HIDDEN:
        answers = [
            SHIPPED.read(cell, seed, letters).probabilities[-1].argmax() for seed in range(SHIPPED.seeds)
        ]
        assert SHIPPED.right(cell, letters) == sum(memory_task.SYMBOLS[k] == "F" for k in answers)


def test_middle_network_has_as_many_better_as_worse():
    means = np.mean(SHIPPED.figures["accuracy"]["rnn"], axis=1)
    middle = means[SHIPPED.middle]
    assert (means < middle).sum() <= len(means) / 2
    assert (means > middle).sum() <= len(means) / 2


def test_typed_sequences():
    assert memory_task.compose(" a, b;C\td") == "ABCD"
    for text, says in (
        ("", "type letters"),
        ("  ,", "type letters"),
        ("ABX", "not “X”"),
        ("AB🙂", "not “🙂”"),
    ):
        with pytest.raises(TextError, match=says):
            memory_task.compose(text)
    for text in ("A" * 401, "A" * 100_000, "A " * 2000):
        with pytest.raises(TextError, match="too long"):
            memory_task.compose(text)
    assert len(memory_task.compose("A" * 400)) == 400


def test_distractors_begin_with_the_letter_and_have_the_gap():
    letters = memory_task.distractors("G", 17, seed=0)
    assert (letters[0], len(letters)) == ("G", 18)
    assert set(letters) <= set(memory_task.SYMBOLS)
    assert letters != memory_task.distractors("G", 17, seed=1)


def test_training_sequences_ask_for_their_first_letter():
    x, first = training.sequences(50, 9, torch.Generator().manual_seed(0))
    assert x.shape == (50, 10, len(memory_task.SYMBOLS))
    assert (x.sum(dim=2) == 1).all()
    assert (x[:, 0].argmax(dim=1) == first).all()


def test_an_untrained_network_turns_states_without_stretching_them():
    p = memory_task.untrained(seed=3)
    H, K = memory_task.HIDDEN["rnn"], len(memory_task.SYMBOLS)
    W = p.W[:, :H]
    assert p.W.shape == (H, H + K)
    np.testing.assert_allclose(W @ W.T, np.eye(H), atol=1e-6)
    assert np.abs(p.W[:, H:]).max() <= H**-0.5 and not p.b.any()
    assert not np.array_equal(p.W, memory_task.untrained(seed=4).W)
