"""Kinds of tokens, to colour what comes next: short lists for the little words, WordNet for the rest."""

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from lstm_viz.inputs.text import END, Vocabulary

WORD_KINDS = (
    "noun",
    "verb",
    "adjective or adverb",
    "article or pronoun",
    "preposition or conjunction",
    "sign or end",
)
CHARACTER_KINDS = ("vowel", "consonant", "blank or line break", "sign or digit", "end")


def _senses(path: str | Path) -> dict[str, Counter]:
    """How many senses each word has as noun, verb, adjective or adverb.

    The file lists WordNet's nouns first, then verbs from "breathe", then adjectives from "able".
    """
    senses, kind = {}, 0
    for line in Path(path).read_text("utf-8").splitlines():
        heads = [head.strip() for head in line.split(" : ")[0].split(",")]
        if heads[:2] == ["breathe", "take a breath"]:
            kind = 1
        elif heads == ["able"] and kind == 1:
            kind = 2
        for head in heads:
            senses.setdefault(head.lower(), Counter())[kind] += 1
    return senses


def _stems(word: str):
    """The word and what it may be a form of."""
    yield word, None
    for pattern, new, kind in (
        (r"ies$", "y", None),
        (r"(?<=[sxzh])es$", "", None),
        (r"s$", "", None),
        (r"(\w)\1ing$", r"\1", 1),
        (r"ing$", "", 1),
        (r"ing$", "e", 1),
        (r"(\w)\1ed$", r"\1", 1),
        (r"ed$", "", 1),
        (r"ed$", "e", 1),
        (r"ied$", "y", 1),
        (r"men$", "man", 0),
    ):
        stem, hits = re.subn(pattern, new, word)
        if hits and len(stem) > 1:
            yield stem, kind


def of_words(vocabulary: Vocabulary, wordnet: str | Path) -> np.ndarray:
    """For each token its place in `WORD_KINDS`, (V,): of several kinds the one with most senses."""
    senses = _senses(wordnet)
    lists = json.loads(Path(__file__).with_name("function_words.json").read_text("utf-8"))
    listed = {word: WORD_KINDS.index(name) for name, row in lists.items() for word in row.split()}

    def kind(word: str) -> int:
        if word == END or not word[0].isalpha():
            return 5 if word[0] != "<" or word == END else 0  # a rare word is most often a noun
        if word in listed:
            return listed[word]
        for stem, only in _stems(word):
            if stem in senses and (only is None or senses[stem][only]):
                return senses[stem].most_common(1)[0][0] if only is None else only
        return 0  # names and compounds

    return np.array([kind(token) for token in vocabulary.tokens], np.int8)


def of_characters(vocabulary: Vocabulary) -> np.ndarray:
    """For each character its place in `CHARACTER_KINDS`, (V,)."""

    def kind(token: str) -> int:
        if token == END:
            return 4
        if token.isspace():
            return 2
        return 0 if token in "aeiouéèêàâöüäï" else 1 if len(token) == 1 and token.isalpha() else 3

    return np.array([kind(token) for token in vocabulary.tokens], np.int8)
