"""GloVe and word2vec files as gensim writes them, and files that are none."""

import numpy as np
import pytest
from gensim.models import KeyedVectors

from lstm_viz.inputs import vectors as vector_files
from lstm_viz.inputs.vectors import VectorFileError, form, read

WORDS = ["the", "bear", "grizzly", "Österreich", "7", "don't"]
NUMBERS = np.random.default_rng(0).normal(size=(6, 5)).astype(np.float32)


@pytest.fixture(params=["text", "binary", "GloVe"])
def file(request, tmp_path):
    """A file in each form, named by it."""
    keyed = KeyedVectors(5)
    keyed.add_vectors(WORDS, NUMBERS)
    path = tmp_path / f"{request.param}.vec"
    keyed.save_word2vec_format(
        path, binary=request.param == "binary", write_header=request.param != "GloVe", sort_attr="none"
    )
    return path


def test_read(file):
    assert form(file.read_bytes()) == file.stem
    vectors = read(file)
    assert vectors.words == WORDS and vectors.title == file.name
    np.testing.assert_allclose(vectors.vectors, NUMBERS, atol=1e-6)


def test_only_the_first_words_of_a_large_file(file, monkeypatch):
    monkeypatch.setattr(vector_files, "MOST_WORDS", 4)
    assert read(file).words == WORDS[:4]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no GloVe or word2vec file"),
        (b"Once upon a time there was a bear.\n", "no GloVe or word2vec file"),
        (b"PK\x03\x04 a zip file", "must be unpacked"),
        (b"\x1f\x8b a gz file", "must be unpacked"),
        (b"2 99999999\nthe 1 2\n", "1 to 2,000 numbers"),
        (b"0 5\n", "at least 1 word"),
        (b"the 0.1 0.2\nbear 0.3\n", "cannot be read to the end"),
        (b"the 0.1 0.2\nbear 0.3 oops\n", "cannot be read to the end"),
        (b"3 2\nthe 0.1 0.2\nbear 0.3\n", "cannot be read to the end"),
        (b"3 2\nthe \x00\x00", "cannot be read to the end"),
        (b"2 2\nthe 1 2\nbear 1 nan\n", "not finite"),
        (b"\xff\xfe\x00\x01" * 400, "no GloVe or word2vec file"),
    ],
)
def test_malformed(tmp_path, content, says):
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=says):
        read(path)


def test_missing(tmp_path):
    with pytest.raises(VectorFileError, match="cannot be opened"):
        read(tmp_path / "missing.txt")
    with pytest.raises(VectorFileError, match="cannot be opened"):
        read(tmp_path)
