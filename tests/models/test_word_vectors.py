"""The shipped word vectors: what they must know, and that our arithmetic is gensim's."""

import re
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors
from gensim.test.utils import datapath
from sklearn.decomposition import PCA as Oracle

import lstm_viz
from lstm_viz import lessons
from lstm_viz.look.groups import groups
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.word_vectors import SHIPPED, WordVectors
from lstm_viz.nn import embeddings

PRESETS = lessons.load("words")["presets"]


@pytest.fixture(scope="module")
def vectors():
    return WordVectors.load()


@pytest.fixture(scope="module")
def keyed(vectors):
    keyed = KeyedVectors(vectors.vectors.shape[1])
    keyed.add_vectors(vectors.words, vectors.vectors)
    return keyed


def answers(vectors, a, minus, plus, k=10):
    rows = tuple(vectors.index[word] for word in (a, minus, plus))
    found = embeddings.nearest(vectors.unit, embeddings.analogy(vectors.unit, *rows), k, without=rows)
    return [(vectors.words[row], cosine) for row, cosine in found]


def test_the_lesson_s_analogies(vectors):
    assert answers(vectors, "king", "man", "woman")[0][0] == "queen"
    assert "paris" in [word for word, _ in answers(vectors, "rome", "italy", "france", 5)]


def sections() -> dict[str, list[list[str]]]:
    """Google's questions-words: the questions of each section, in lower case."""
    found = {}
    for line in Path(datapath("questions-words.txt")).read_text("utf-8").lower().splitlines():
        if line.startswith(":"):
            questions = found[line[1:].strip()] = []
        else:
            questions.append(line.split())
    return found


def test_family_questions(keyed, tmp_path):
    file = tmp_path / "family.txt"
    file.write_text("\n".join([": family", *map(" ".join, sections()["family"])]), "utf-8")
    _, (family, *_) = keyed.evaluate_word_analogies(file)
    asked = len(family["correct"]) + len(family["incorrect"])
    assert asked > 300 and len(family["correct"]) / asked >= 0.7


def test_the_card_says_what_is_measured(vectors):
    """Every row of the card's table, measured again: a section's questions as matrix products."""
    card = SHIPPED.with_suffix(".md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| (\d+) \| (\d+) \|", card, re.MULTILINE)
    measured = {}
    for name, questions in sections().items():
        known = [q for q in questions if all(word in vectors for word in q)]
        ids = np.array([[vectors.index[word] for word in q] for q in known]).reshape(-1, 4)
        right = 0
        for a, b, c, wanted in (part.T for part in np.array_split(ids, len(ids) // 256 + 1)):
            cosines = (vectors.unit[b] - vectors.unit[a] + vectors.unit[c]) @ vectors.unit.T
            np.put_along_axis(cosines, np.stack([a, b, c], axis=1), -np.inf, axis=1)
            right += int((cosines.argmax(axis=1) == wanted).sum())
        measured[name] = (right, len(known))
    said = {name: (int(right), int(asked)) for name, right, asked in rows}
    assert len(said) == 14
    for name, (right, asked) in said.items():
        assert measured[name][1] == asked
        assert abs(measured[name][0] - right) <= 1  # two answers may lie less than a float32 apart


def test_size_on_disk():
    assert SHIPPED.stat().st_size <= 8_000_000


def test_not_taken_for_a_language_model():
    assert SHIPPED.stem not in lstm_viz.model_names()


def test_every_word_of_the_groups_is_known(vectors):
    assert [word for group in groups() for word in group.words if word not in vectors] == []


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset["name"])
def test_presets_do_what_they_promise(vectors, preset):
    first = answers(vectors, preset["a"], preset["minus"], preset["plus"], 1)[0][0]
    assert (first == preset["expected"]) == preset["works"]
    assert preset["expected"] in vectors


def test_neighbours_are_those_of_gensim(vectors, keyed):
    for word in ("bear", "river", "paris", "seven", "the", vectors.words[-1]):
        ours = embeddings.neighbours(vectors.unit, vectors.index[word], 20)
        theirs = keyed.most_similar(word, topn=20)
        assert [vectors.words[row] for row, _ in ours] == [other for other, _ in theirs]
        np.testing.assert_allclose([c for _, c in ours], [c for _, c in theirs], atol=1e-6)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset["name"])
def test_analogies_are_those_of_gensim(vectors, keyed, preset):
    a, minus, plus = preset["a"], preset["minus"], preset["plus"]
    ours = answers(vectors, a, minus, plus, 20)
    theirs = keyed.most_similar(positive=[a, plus], negative=[minus], topn=20)
    assert [word for word, _ in ours] == [word for word, _ in theirs]
    np.testing.assert_allclose([c for _, c in ours], [c for _, c in theirs], atol=1e-6)


def test_the_map_is_that_of_scikit_learn(vectors):
    X = vectors.unit[:10_000].astype(np.float64)
    ours, theirs = embeddings.PCA.fit(X, 20), Oracle(20, svd_solver="full").fit(X)
    sign = np.sign((ours.components * theirs.components_).sum(axis=1))
    np.testing.assert_allclose(ours.transform(X), theirs.transform(X) * sign, atol=1e-6)
    np.testing.assert_allclose(ours.explained, theirs.explained_variance_ratio_, atol=1e-6)


def test_nearest_leaves_out_and_runs_out():
    unit = np.eye(3, dtype=np.float32)
    found = embeddings.nearest(unit, unit[0], 5, without=(0, 0, 2))
    assert [row for row, _ in found] == [1]
    assert embeddings.nearest(unit, unit[0], 5, without=(0, 1, 2)) == []


def test_saved_and_loaded(tmp_path):
    path = tmp_path / "small.safetensors"
    WordVectors(["a", "é"], np.array([[1, 2.5], [0, -1]]), "small", [3, 1]).save(path)
    loaded = WordVectors.load(path)
    assert (loaded.words, loaded.title, loaded.counts) == (["a", "é"], "small", [3, 1])
    np.testing.assert_array_equal(loaded.vectors, [[1, 2.5], [0, -1]])
    assert loaded.vectors.dtype == np.float32
    assert (loaded.find("A"), loaded.find("É"), loaded.find("b")) == ("a", "é", None)


@pytest.mark.parametrize(
    ("words", "rows", "says"),
    [
        (["a"], [[1], [2]], "1 words"),
        (["a", "a"], [[1], [2]], "twice"),
        (["a", "b"], [[1], [np.nan]], "not finite"),
        ([], np.zeros((0, 3)), "0 words"),
    ],
)
def test_what_cannot_be_vectors(words, rows, says):
    with pytest.raises(ModelError, match=says):
        WordVectors(words, np.array(rows), "broken")


def test_no_such_file(tmp_path):
    with pytest.raises(ModelError, match="no file missing"):
        WordVectors.load(tmp_path / "missing")
    (tmp_path / "broken").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="holds no word vectors"):
        WordVectors.load(tmp_path / "broken")
    with pytest.raises(ModelError, match="holds no word vectors"):
        WordVectors.load(SHIPPED.with_name("everyday.safetensors"))
