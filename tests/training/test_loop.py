"""Training on a corpus of a few sentences: it learns, and an interruption changes nothing."""

import json

import numpy as np
import pytest
import torch

from lstm_viz.inputs.text import END, Vocabulary
from training import loop, texts
from training.network import Network

SENTENCES = [["the", "dog", "runs"], ["a", "cat", "sleeps"], ["the", "cat", "runs"]] * 12
VOCABULARY = Vocabulary.build([END, *(token for s in SENTENCES for token in s)])


def batches(epoch):
    return texts.batches(SENTENCES, VOCABULARY, tokens=24, longest=16, seed=epoch)


def validate(network):
    return loop.perplexity(network, batches(99), VOCABULARY.index[END])


def network(seed):
    torch.manual_seed(seed)
    return Network("lstm", len(VOCABULARY), E=6, H=8)


class Interrupted(Exception):
    pass


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A run from start to end: the network, its figures, its folder, the updates of its snapshots."""
    run, seen = tmp_path_factory.mktemp("whole"), []
    whole = network(0)
    schedule = loop.Schedule(epochs=3, rate=0.02, snapshots=(0, 4, 8))
    figures = loop.fit(whole, batches, schedule, run, validate, lambda _, update: seen.append(update))
    return whole, figures, run, seen


def test_it_learns(trained):
    whole, figures, _, seen = trained
    assert figures["perplexity"] < 0.7 * validate(network(0))["perplexity"]
    assert figures == validate(whole)
    assert seen == [0, 4, 8]


def test_log(trained):
    _, figures, run, _ = trained
    lines = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2, 3]
    assert lines[-1]["perplexity"] == figures["perplexity"]
    assert all(np.isfinite(line["training_loss"]) for line in lines)


def test_interrupted_and_resumed_is_the_same(trained, tmp_path):
    whole, figures, *_ = trained
    per_epoch = len(list(batches(0)))

    def stop(_, update):
        if update == per_epoch + 2:
            raise Interrupted

    schedule = loop.Schedule(epochs=3, rate=0.02, snapshots=(per_epoch + 2,))
    with pytest.raises(Interrupted):
        loop.fit(network(0), batches, schedule, tmp_path, validate, stop)
    resumed = network(5)  # its own numbers are replaced by the checkpoint's
    assert loop.fit(resumed, batches, schedule, tmp_path, validate) == figures
    for name, tensor in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], tensor, rtol=0, atol=0)


def test_a_finished_run_is_not_trained_further(trained):
    whole, figures, run, _ = trained
    again = network(1)
    schedule = loop.Schedule(epochs=3, rate=0.02)
    assert loop.fit(again, batches, schedule, run, validate)["perplexity"] == figures["perplexity"]
    torch.testing.assert_close(again.state_dict(), whole.state_dict(), rtol=0, atol=0)
