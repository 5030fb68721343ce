"""The network that is trained is the network that the app runs."""

import numpy as np
import pytest
import torch

from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn.softmax import softmax
from training import loop
from training.network import Network, keep, start_from

TOKENS = [UNKNOWN, END, "the", "dog", "cat", "runs"]


def make(cell, seed=0):
    torch.manual_seed(seed)
    return Network(cell, len(TOKENS), E=5, H=7)


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_losses_are_those_of_the_numpy_model(cell):
    network = make(cell)
    model = network.to_model(TOKENS, "words")
    text = ["the", "dog", "runs", "the", "cat"]
    ids = torch.tensor([[TOKENS.index(token) for token in text]])
    targets = torch.tensor([[3, 5, -100, 4, 1]])
    trace = model.trace(text)
    p = softmax(model.scores(trace.hidden_state))
    expected = [0.0 if k == -100 else -np.log(p[t, k]) for t, k in enumerate(targets[0].tolist())]
    with torch.inference_mode():
        np.testing.assert_allclose(network.losses(ids, targets)[0].numpy(), expected, atol=1e-5)


@pytest.mark.parametrize("cell", ["lstm", "rnn"])
def test_padding_changes_nothing(cell):
    network = make(cell)
    short = torch.tensor([[2, 3]]), torch.tensor([[3, 1]])
    padded = torch.tensor([[2, 3, 0, 0], [4, 5, 2, 3]]), torch.tensor([[3, 1, -100, -100], [5, 2, 3, 1]])
    with torch.inference_mode():
        alone, together = network.losses(*short), network.losses(*padded)
    np.testing.assert_allclose(together[0, :2].numpy(), alone[0].numpy(), atol=1e-6)
    assert together[0, 2:].tolist() == [0, 0]


def test_forget_gates_start_open():
    bias = make("lstm").lstm.bias_ih_l0.detach()
    assert (bias[7:14] == 1).all()


def test_saved_and_loaded_model_predicts_the_same(tmp_path):
    model = make("lstm").to_model(TOKENS, "words", updates=3, perplexity=12.5)
    model.save(tmp_path / "m.safetensors")
    again = LanguageModel.load(tmp_path / "m.safetensors")
    assert again.facts["updates"] == "3" and again.facts["perplexity"] == "12.5"
    ours, theirs = (dict(m.predict(m.trace("the dog"), k=6)) for m in (model, again))
    assert ours == pytest.approx(theirs, abs=2e-3)  # float16 on disk


def test_perplexity():
    """e^(mean of −log p) by hand; the second figure leaves the end token out."""
    network = make("lstm")
    batch = torch.tensor([[2, 3, 5], [2, 4, 0]]), torch.tensor([[3, 5, 1], [4, 1, -100]])
    with torch.inference_mode():
        losses = network.losses(*batch).double()
    every = losses.sum() / 5
    words = (losses[0, 0] + losses[0, 1] + losses[1, 0]) / 3
    figures = loop.perplexity(network, iter([batch]), end=1)
    assert figures["perplexity"] == pytest.approx(every.exp().item(), abs=1e-3)
    assert figures["perplexity_without_end"] == pytest.approx(words.exp().item(), abs=1e-3)


def test_training_further_starts_from_the_rows_of_the_same_words():
    old = make("lstm").to_model(TOKENS, "words")
    tokens = [UNKNOWN, END, "cat", "bird", "the", "dog"]
    torch.manual_seed(1)
    network = Network("lstm", len(tokens), E=5, H=7)
    drawn = network.embedding.weight[3].detach().clone()
    start_from(network, old, tokens)
    new = network.to_model(tokens, "words")
    for word in ("the", "dog", "cat"):
        for name in ("embedding.weight", "head.bias"):
            ours, theirs = new.tensors[name][tokens.index(word)], old.tensors[name][TOKENS.index(word)]
            np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(new.embeddings[3], drawn.numpy())
    ours, theirs = (m.trace("the dog").hidden_state for m in (new, old))
    np.testing.assert_array_equal(ours, theirs)


def test_keeping_a_share_of_what_was_known_leaves_new_words_alone():
    old = make("lstm").to_model(TOKENS, "words")
    tokens = [UNKNOWN, END, "cat", "bird", "the", "dog"]
    torch.manual_seed(1)
    network = Network("lstm", len(tokens), E=5, H=7)
    after = {name: t.clone() for name, t in network.state_dict().items()}
    keep(network, old, tokens, 0.25)
    now = network.state_dict()
    row = tokens.index("dog")
    expected = 0.25 * old.embeddings[TOKENS.index("dog")] + 0.75 * after["embedding.weight"][row].numpy()
    np.testing.assert_allclose(now["embedding.weight"][row].numpy(), expected, atol=1e-6)
    bird = tokens.index("bird")
    np.testing.assert_allclose(
        now["embedding.weight"][bird].numpy(), after["embedding.weight"][bird].numpy(), atol=1e-6
    )
    name = "lstm.weight_hh_l0"
    expected = 0.25 * old.tensors[name] + 0.75 * after[name].numpy()
    np.testing.assert_allclose(now[name].numpy(), expected, atol=1e-6)
