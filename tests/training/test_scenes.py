"""The generated scenes: seeded, readable, and without the sentences that they are a test for."""

import itertools
import re
from collections import Counter

import pytest

from lstm_viz.inputs.text import words
from training import grammar, scenes


@pytest.fixture(scope="module")
def sample():
    return list(scenes.sentences(20_000, seed=3))


def test_the_lesson_sentences_are_never_made(sample):
    for sentence in sample:
        text = " ".join(words(sentence))
        assert "the grizzly bear goes to the river to catch" not in text
        assert "the baseball player ran over to catch" not in text


@pytest.mark.parametrize(
    ("sentence", "held_out"),
    [
        ("The grizzly bear goes to the river to catch", True),
        ("Look: the  GRIZZLY bear goes to the river to catch fish.", True),
        ("The baseball player ran over to catch the ball.", True),
        ("The brown bear goes to the river to catch fish.", False),
        ("The grizzly bear went to the river to catch fish.", False),
    ],
)
def test_holds_out(sentence, held_out):
    assert scenes.holds_out(sentence) is held_out


def test_held_out_sentences_are_left_out_where_the_grammar_makes_them(monkeypatch):
    made = itertools.cycle(["The baseball player ran over to catch the ball.", "The dog runs."])
    monkeypatch.setattr(scenes.Grammar, "sentence", lambda self: next(made))
    assert list(scenes.sentences(3)) == ["The dog runs."] * 3


def test_same_seed_same_sentences(sample):
    assert list(scenes.sentences(500, seed=3)) == sample[:500]
    assert list(scenes.sentences(500, seed=4)) != sample[:500]
    assert len(sample) == 20_000


def test_sentences_are_clean(sample):
    for sentence in sample:
        assert sentence[0].isupper() or sentence[0] == '"', sentence
        assert sentence[-1] in '.?!"', sentence
        assert not re.search(r"[{}\[\]|]|  | [.,?!]", sentence), sentence
        assert not re.search(r"\ba [aei]\w*ing\b|\ban [bcdfgjklmnpqrtvwxyz]", sentence), sentence


def test_most_sentences_differ(sample):
    assert len(set(sample)) > len(sample) / 2


def test_the_same_person_keeps_one_pronoun(sample):
    """Two of he and she meet only where two people do: “she is my aunt and he is my uncle”."""
    couples = re.compile(r"she is my \w+ and he is my \w+|loves (his|her) \w+ and the")
    seen = 0
    for sentence in sample:
        used = [token for token in words(sentence) if token in ("he", "she")]
        if len(used) > 1 and not couples.search(sentence.lower()):
            seen += 1
            assert len(set(used)) == 1, sentence
    assert seen > 300


def test_he_and_she_follow_the_person_named(sample):
    men = set(
        "man boy father brother son uncle grandfather king prince husband john peter tom paul".split()
    )
    women = set(
        "woman girl mother sister daughter aunt queen princess wife mary anna emma alice".split()
    )
    pattern = re.compile(
        r"(?:the |^)(\w+) (?:lost|forgot|said that|went home|was born|who lives near .*? sold)"
        r".*\b(he|she|his|her|him|himself|herself)\b"
    )
    seen = 0
    for sentence in sample:
        if (hit := pattern.match(sentence.lower())) and hit[1] in men | women:
            seen += 1
            assert (hit[1] in men) == (hit[2] in ("he", "his", "him", "himself")), sentence
    assert seen > 100


def test_what_is_lost_is_it_and_keys_are_them(sample):
    seen = set()
    for sentence in sample:
        if hit := re.search(r"lost \w+ (\w+) and \w+ could not find (it|them)\.", sentence):
            seen.add(hit[2])
            assert (hit[1] in ("keys", "glasses")) == (hit[2] == "them"), sentence
        if hit := re.search(r"where (is|are) my (\w+)", sentence.lower()):
            assert (hit[2] in ("keys", "glasses")) == (hit[1] == "are"), sentence
    assert seen == {"it", "them"}


def test_not_turns_a_judgement_round(sample):
    nice, awful = set(grammar.LISTS["nice"]), set(grammar.LISTS["awful"])
    kinds = set()
    for sentence in sample:
        if hit := re.search(r"(\bnot )?(\w+), it was (?:really |very |so )?(\w+)\.", sentence.lower()):
            assert {hit[2], hit[3]} <= nice | awful, sentence
            assert ((hit[2] in nice) == (hit[3] in nice)) == (hit[1] is None), sentence
            kinds.add((hit[1], hit[2] in nice))
    assert len(kinds) == 4, "good and bad, each with and without not"


def test_common_names_are_met_often(sample):
    counts = Counter(token for sentence in sample for token in words(sentence))
    names = "|".join(row[0] for row in grammar.TABLES["named"][1]).split("|")
    assert len(names) >= 10 and all(counts[name.lower()] >= 20 for name in names)


def test_every_template_can_be_filled():
    generator = scenes.Grammar(seed=0)
    for _, templates in grammar.TOPICS.values():
        for template in templates:
            for _ in range(5):
                assert not re.search(r"[{}\[\]|]", generator.expand(template, {})), template


@pytest.mark.parametrize(
    ("phrase", "form", "inflected"),
    [
        ("brown bear", "s", "brown bears"),
        ("hurry home", "v", "hurries home"),
        ("run", "ed", "ran"),
        ("run over", "ing", "running over"),
        ("box", "s", "boxes"),
        ("city", "s", "cities"),
        ("play", "v", "plays"),
        ("policeman", "s", "policemen"),
        ("dance", "ing", "dancing"),
        ("carry", "ed", "carried"),
        ("go", "v", "goes"),
    ],
)
def test_inflect(phrase, form, inflected):
    assert scenes.inflect(phrase, form) == inflected


def test_a_row_stays_the_same_within_a_sentence(monkeypatch):
    """{pair.left} and {pair.right} are of one row, {pair2.left} of another one."""
    monkeypatch.setitem(
        grammar.TABLES, "pair", (("left", "right"), [(f"l{k}|m{k}", f"r{k}") for k in range(5)])
    )
    generator = scenes.Grammar(seed=1)
    seen = set()
    for _ in range(200):
        left, right, again, other = generator.expand(
            "{pair.left} {pair.right} {pair.left} {pair2.left}", {}
        ).split()
        assert left == again and left[1:] == right[1:] != other[1:]
        seen.add(left)
    assert len(seen) == 10
