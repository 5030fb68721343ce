"""The Transformer's training: packed rows are the texts, the estimated softmax is nearly the softmax."""

import numpy as np
import pytest
import torch

from lstm_viz.inputs.text import END, Vocabulary, words
from training.everyday import LONGEST, Everyday
from training.network import cross_entropies, estimated_cross_entropies
from training.texts import IGNORE
from training.transformer import Network, packed

SENTENCES = [
    words(s) for s in ("the dog runs home", "a cat sleeps near the fire", "we like rain", "go home")
] * 40


@pytest.fixture(scope="module")
def text():
    rest = [f"word{n}" for n in range(2000)]
    counted = [END] * len(SENTENCES) + [token for s in SENTENCES for token in s]
    return Everyday(SENTENCES, SENTENCES[:4], Vocabulary.build(counted + rest), 0)


@pytest.fixture(scope="module")
def network(text):
    torch.manual_seed(0)
    return Network(len(text.vocabulary), 32, 2, 4, 64, text.vocabulary.index[END])


def test_packing_loses_nothing(text):
    alone = [
        (ids[targets != IGNORE].tolist(), targets[targets != IGNORE].tolist())
        for batch in text.batches(0)
        for ids, targets in zip(*batch, strict=True)
    ]
    rows = [
        (ids[targets != IGNORE].tolist(), targets[targets != IGNORE].tolist())
        for batch in packed(text, 0)
        for ids, targets in zip(*batch, strict=True)
    ]
    for part in (0, 1):
        assert [i for row in rows for i in row[part]] == [i for one in alone for i in one[part]]
    assert all(len(ids) <= LONGEST for ids, _ in rows) and len(rows) < len(alone) / 2


def test_a_packed_text_reads_as_if_alone(text, network):
    ids, targets = next(packed(text, 0))
    end = text.vocabulary.index[END]
    first, second = (targets[0] == end).nonzero().flatten()[:2] + 1
    with torch.inference_mode():
        row = network.read(ids[:1], targets[:1])[0, first:second]
        alone = network.read(ids[:1, first:second], targets[:1, first:second])[0]
    np.testing.assert_allclose(row, alone, atol=1e-5)


def test_the_numpy_model_is_the_trained_network(text, network):
    model = network.to_model(text.vocabulary.tokens)
    ids = torch.tensor([[5, 9, 3, 700]])
    with torch.inference_mode():
        theirs = network.read(ids, torch.full_like(ids, IGNORE))[0]
    np.testing.assert_allclose(
        model.trace(model.vocabulary.decode(ids[0].tolist())).output, theirs, atol=1e-5
    )


def test_the_estimate_is_right_on_average(text, network):
    ids, targets = next(packed(text, 0))
    torch.manual_seed(1)
    with torch.inference_mode():
        y = network.read(ids, targets).flatten(0, 1)[targets.flatten() != IGNORE]
        scored = (y, network.embedding.weight, network.head["bias"], targets)
        exact = cross_entropies(*scored).sum()
        estimates = torch.stack([estimated_cross_entropies(*scored).sum() for _ in range(20)])
    assert estimates.mean() == pytest.approx(float(exact), rel=5e-3)
