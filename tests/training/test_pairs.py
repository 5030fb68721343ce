"""Pairs for translation: held out before anything is learned, put into batches."""

import numpy as np
import pytest

from lstm_viz.inputs.text import END, Vocabulary
from lstm_viz.models.translation import START
from training import pairs
from training.texts import IGNORE

TEXT = [
    ("Go!", "Va !"),
    ("Go.", "Va."),
    ("Leave.", "Va !"),
    ("I don't know.", "Je ne sais pas."),
    ("I don't know.", "Je l'ignore."),
    ("She reads.", "Elle lit."),
    ("He reads a book.", "Il lit un livre."),
]


@pytest.fixture
def read(tmp_path) -> list[pairs.Pair]:
    path = tmp_path / "corpus.tsv"
    path.write_text("".join(f"{en}\t{fr}\tsource\n" for en, fr in TEXT), "utf-8")
    return pairs.read(path)


def test_pairs_are_tokenized_and_distinct(read):
    assert len(read) == len(TEXT)
    assert (["i", "do", "n't", "know", "."], ["je", "l'", "ignore", "."]) in read


def test_pairs_that_are_too_long_are_left_out(tmp_path):
    path = tmp_path / "corpus.tsv"
    path.write_text("a b c d e\tx\na b\tx y z w v\na b\tx\n", "utf-8")
    assert pairs.read(path, longest=4) == [(["a", "b"], ["x"])]


@pytest.mark.parametrize("seed", range(8))
def test_nothing_held_out_is_trained_on_not_even_with_other_signs(read, seed):
    kept, held_out = pairs.split(read, 2, seed)
    assert kept and held_out

    def bare(tokens):
        return " ".join(t for t in tokens if t not in ".!?")

    assert not {bare(en) for en, _ in kept} & {bare(en.split()) for en in held_out}
    assert not {bare(fr) for _, fr in kept} & {bare(fr) for known in held_out.values() for fr in known}
    known = sum(len(known) for known in held_out.values())
    assert known == sum(" ".join(en) in held_out for en, _ in read)  # with all its translations


def test_a_batch_holds_sources_of_one_length_and_every_pair_comes_once(read):
    source = Vocabulary.build(w for en, _ in read for w in [*en, END])
    target = Vocabulary.build(w for _, fr in read for w in [START, *fr, END])
    seen = []
    for (sources, inputs), targets in pairs.batches(read, source, target, size=2, seed=1):
        assert len(sources) <= 2 and inputs.shape == targets.shape
        for en, given, wanted in zip(sources.numpy(), inputs.numpy(), targets.numpy(), strict=True):
            wanted = wanted[wanted != IGNORE]
            assert target.decode(given[: len(wanted)]) == [START, *target.decode(wanted[:-1])]
            assert target.decode(wanted)[-1] == END and source.decode(en)[-1] == END
            seen.append((source.decode(en[:-1]), target.decode(wanted[:-1])))
    assert sorted(seen) == sorted(read)
    again = pairs.batches(read, source, target, size=2, seed=1)
    first = next(pairs.batches(read, source, target, size=2, seed=1))
    np.testing.assert_array_equal(next(again)[1], first[1])
