"""What a language model refuses, with its reason: files that are none, names that nobody has, no text."""

import json
import re

import numpy as np
import pytest

import lstm_viz
from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.language import LanguageModel


def tiny(tokens=(UNKNOWN, END, "a", "b"), E=3, H=2, **facts):
    rng = np.random.default_rng(0)
    shapes = {
        "embedding.weight": (len(tokens), E),
        "lstm.weight_ih_l0": (4 * H, E),
        "lstm.weight_hh_l0": (4 * H, H),
        "lstm.bias_ih_l0": (4 * H,),
        "lstm.bias_hh_l0": (4 * H,),
        "head.projection.weight": (E, H),
        "head.bias": (len(tokens),),
    }
    tensors = {name: rng.standard_normal(shape).astype(np.float16) for name, shape in shapes.items()}
    facts = {"cell": "lstm", "tokenizer": "words", "vocabulary": json.dumps(tokens)} | facts
    return tensors, facts


def test_save_and_load(tmp_path):
    tensors, facts = tiny(title="A very small one")
    model = LanguageModel(tensors, facts)
    model.save(tmp_path / "tiny.safetensors")
    again = LanguageModel.load(tmp_path / "tiny.safetensors")
    assert again.facts == facts
    assert again.vocabulary.tokens == model.vocabulary.tokens
    for name, array in tensors.items():
        np.testing.assert_array_equal(again.tensors[name], array.astype(np.float32))
    np.testing.assert_array_equal(again.trace("a b").hidden_state, model.trace("a b").hidden_state)


def says(error) -> str:
    """The message, which must be one that a reader can understand."""
    text = str(error.value)
    assert text[0].isupper() and " " in text
    return text


def test_missing_file(tmp_path):
    with pytest.raises(ModelError) as error:
        LanguageModel.load(tmp_path / "nothing.safetensors")
    assert "nothing.safetensors" in says(error)


@pytest.mark.parametrize("content", [b"", b"hello", bytes(200), b"\xff" * 5000])
def test_broken_file(tmp_path, content):
    (tmp_path / "broken.safetensors").write_bytes(content)
    with pytest.raises(ModelError) as error:
        LanguageModel.load(tmp_path / "broken.safetensors")
    assert "broken.safetensors" in str(error.value)


def test_cut_file(tmp_path):
    LanguageModel(*tiny()).save(tmp_path / "whole.safetensors")
    (tmp_path / "cut.safetensors").write_bytes((tmp_path / "whole.safetensors").read_bytes()[:-10])
    with pytest.raises(ModelError):
        LanguageModel.load(tmp_path / "cut.safetensors")


def test_a_file_of_something_else(tmp_path):
    from safetensors.numpy import save_file

    save_file({"weight": np.zeros(3, np.float32)}, tmp_path / "other.safetensors")
    with pytest.raises(ModelError) as error:
        LanguageModel.load(tmp_path / "other.safetensors")
    assert "not a model of ours" in says(error)


@pytest.mark.parametrize("missing", list(tiny()[0]))
def test_missing_tensor(missing):
    tensors, facts = tiny()
    del tensors[missing]
    with pytest.raises(ModelError, match=re.escape(missing)):
        LanguageModel(tensors, facts)


@pytest.mark.parametrize("missing", ["cell", "tokenizer", "vocabulary"])
def test_missing_fact(missing):
    tensors, facts = tiny()
    del facts[missing]
    with pytest.raises(ModelError, match=missing):
        LanguageModel(tensors, facts)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("embedding.weight", (4, 2)),
        ("lstm.weight_ih_l0", (8, 4)),
        ("lstm.bias_hh_l0", (7,)),
        ("head.projection.weight", (2, 3)),
        ("head.bias", (5,)),
    ],
)
def test_shapes_that_do_not_fit(name, shape):
    tensors, facts = tiny()
    tensors[name] = np.zeros(shape, np.float16)
    with pytest.raises(ModelError) as error:
        LanguageModel(tensors, facts)
    says(error)


@pytest.mark.parametrize(
    "vocabulary", ["not json", '["<unk>", "a", "a", "b"]', '["a", "b", "c", "d"]', "[]"]
)
def test_bad_vocabulary(tmp_path, vocabulary):
    from safetensors.numpy import save_file

    tensors, facts = tiny()
    save_file(tensors, tmp_path / "bad.safetensors", metadata=facts | {"vocabulary": vocabulary})
    with pytest.raises(ModelError) as error:
        LanguageModel.load(tmp_path / "bad.safetensors")
    says(error)


def test_vocabulary_of_another_size():
    tensors, facts = tiny()
    with pytest.raises(ModelError, match="4 embeddings for 3 tokens"):
        LanguageModel(tensors, facts | {"vocabulary": json.dumps([UNKNOWN, "a", "b"])})


@pytest.mark.parametrize("name", ["nobody", "", "../everyday", "snapshots/none", "/etc/passwd"])
def test_unknown_name(name):
    with pytest.raises(ModelError) as error:
        lstm_viz.load_model(name)
    assert "everyday" in says(error)


@pytest.mark.parametrize("text", ["", "   \n\t ", []])
def test_nothing_to_read(everyday, text):
    with pytest.raises(lstm_viz.EmptyText) as error:
        everyday.trace(text)
    says(error)
