"""Claims of the Words page about the shipped vectors, recomputed."""

import re

import pytest

from lstm_viz import lessons
from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.word_vectors import WordVectors
from lstm_viz.nn import embeddings

PAGE = lessons.load("words")


@pytest.fixture(scope="module")
def vectors():
    return WordVectors.load()


@pytest.mark.parametrize("preset", PAGE["presets"], ids=lambda preset: preset["name"])
def test_an_analogy_comes_out_as_its_mark_says(vectors, preset):
    asked = tuple(vectors.index[preset[key]] for key in ("a", "minus", "plus"))
    ((row, _),) = embeddings.nearest(
        vectors.unit, embeddings.analogy(vectors.unit, *asked), 1, without=asked
    )
    assert (vectors.words[row] == preset["expected"]) == preset["works"]


def test_the_generated_share_of_the_text_is_the_cards():
    card = (WEIGHTS / "vectors.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d,]+) \|$", card, re.M))
    words = {name: int(count.replace(",", "")) for name, count in rows.items()}
    share = words["generated scenes"] / sum(words.values())
    assert f"{share:.0%}".replace("%", " %") in PAGE["generated"]
