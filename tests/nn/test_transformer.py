"""The Transformer against PyTorch, and the properties that make it causal."""

import json

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz.inputs.text import EmptyText
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.transformer import TransformerModel
from lstm_viz.nn import transformer
from tests.nn.torch_encoder import torch_encoder


@pytest.fixture(scope="module")
def model() -> TransformerModel:
    return TransformerModel.load()


@pytest.fixture(scope="module")
def encoder(model) -> nn.TransformerEncoder:
    """PyTorch's own encoder with the shipped tensors, loaded without renaming."""
    return torch_encoder(model).double().eval()


@pytest.mark.parametrize("T", [1, 2, 9, 64])
def test_attention_is_scaled_dot_product_attention(T):
    random = np.random.default_rng(T)
    query, key, value = random.normal(size=(3, 4, T, 24)).astype(np.float32)
    ours = transformer.attend(query, key, value)
    theirs = F.scaled_dot_product_attention(*map(torch.from_numpy, (query, key, value)), is_causal=True)
    np.testing.assert_allclose(ours.mixed, theirs, atol=1e-6)
    np.testing.assert_allclose(ours.weights.sum(axis=2), 1, atol=1e-6)
    assert not np.triu(ours.weights, 1).any()


def test_shipped_model_is_pytorchs_encoder(model, encoder):
    random = np.random.default_rng(0)
    for T in (1, 3, 17, 50, 64):
        ids = random.integers(0, model.sizes["V"], T)
        trace = model.trace(model.vocabulary.decode(ids))
        mask = nn.Transformer.generate_square_subsequent_mask(T, dtype=torch.float64)
        with torch.inference_mode():
            theirs = encoder(torch.from_numpy(trace.inputs).double()[None], mask=mask, is_causal=True)[0]
        np.testing.assert_allclose(trace.output, theirs, atol=2e-5)


def test_positions_are_those_of_the_paper():
    table = transformer.positions(50, 96)
    for t, j in ((0, 0), (7, 0), (49, 20), (13, 47)):
        angle = t / 10000 ** (2 * j / 96)
        assert table[t, 2 * j] == pytest.approx(np.sin(angle), abs=1e-6)
        assert table[t, 2 * j + 1] == pytest.approx(np.cos(angle), abs=1e-6)


def test_later_words_change_nothing_before_them(model):
    words = "the old dog that lives near the river runs to the house".split()
    whole = model.trace(words)
    for t in (1, 5, 9):
        part = model.trace(words[:t])
        np.testing.assert_allclose(part.output, whole.output[:t], atol=1e-5)


def test_prediction_is_the_softmax_of_the_scores(model):
    trace = model.trace("the dog runs to the")
    p = torch.softmax(torch.from_numpy(model.scores(trace.output[-1])), 0)
    likeliest = model.predict(trace, k=5)
    values, rows = p.topk(5)
    assert [token for token, _ in likeliest] == model.vocabulary.decode(rows.tolist())
    np.testing.assert_allclose([share for _, share in likeliest], values, atol=1e-6)


def test_it_has_about_as_many_numbers_as_the_lstm_and_predicts_better_than_chance(model):
    import lstm_viz

    lstm = lstm_viz.load_model("everyday")
    assert model.sizes["parameters"] == pytest.approx(lstm.sizes["parameters"], rel=0.1)
    assert model.vocabulary.tokens == lstm.vocabulary.tokens
    assert float(model.facts["perplexity"]) < 40
    best = [
        token for token, _ in model.predict(model.trace("the baseball player ran over to catch"), k=3)
    ]
    assert {"the", "a"} & set(best)


def test_a_saved_model_is_read_back(model, tmp_path):
    model.save(tmp_path / "again.safetensors")
    again = TransformerModel.load(tmp_path / "again.safetensors")
    np.testing.assert_allclose(again.trace("a dog").output, model.trace("a dog").output, atol=1e-3)


def test_bad_input_is_refused_with_a_sentence(model, tmp_path):
    with pytest.raises(EmptyText, match="type a few words"):
        model.trace("  ")
    with pytest.raises(ModelError, match="no model file"):
        TransformerModel.load(tmp_path / "none.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="not a readable"):
        TransformerModel.load(tmp_path / "broken.safetensors")
    with pytest.raises(ModelError, match=r"head\.bias"):
        TransformerModel({n: a for n, a in model.tensors.items() if n != "head.bias"}, model.facts)
    with pytest.raises(ModelError, match="do not fit"):
        TransformerModel(model.tensors, {**model.facts, "vocabulary": json.dumps(["<unk>", "a"])})
    with pytest.raises(ValueError, match=r"shape \(T, 96\)"):
        transformer.run(model.layers, model.final, np.zeros((3, 5)), model.heads)
