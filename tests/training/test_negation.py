"""Negated phrases made by rule: labels turn with the negation, and nothing that is measured is trained on."""

import re

from lstm_viz import lessons
from lstm_viz.inputs.clitics import english
from training import negation

EXAMPLES = [
    ("good".split(), 1), ("very good".split(), 1), ("so good".split(), 1), ("dull".split(), 0),
    ("so dull".split(), 0), ("very dull".split(), 0), ("a dull plot".split(), 0), ("a good cast".split(), 1),
]  # fmt: skip
NEGATION = re.compile(
    r"\b(not|never|nothing|nobody|hardly|neither)\b|n't|far from|anything but|fails to|without"
)


def made():
    return negation.phrases(EXAMPLES, each=4, seed=0)


def test_a_negation_turns_the_label_of_the_word():
    labels = {"good": 1, "dull": 0}
    seen = set()
    for tokens, label in made():
        (word,) = {"good", "dull"}.intersection(tokens) or {None}
        if word and tokens[0] != "neither":
            turned = bool(NEGATION.search(" ".join(tokens))) and "nothing but" not in " ".join(tokens)
            assert label == (1 - labels[word] if turned else labels[word]), tokens
            seen.add((word, turned))
    assert len(seen) == 4


def test_no_measured_sentence_nor_its_pattern_is_trained_on():
    """Not even with another word in the place of its adjective, verb or noun."""
    measured = {tuple(english(text)) for texts in lessons.load("negation").values() for text in texts}
    assert len(measured) == 60
    for frame in negation.frames():
        slots = re.escape(frame).replace("THING", r"an? [\w']+ [\w']+")
        slots = re.sub("PART|ADJECTIVE|LIKED|WORKS|BEST", r"[\\w'-]+", slots)
        whole = re.compile(slots + r"(?: [.])?")
        assert not [m for m in measured if whole.fullmatch(" ".join(m))], frame


def test_the_same_seed_makes_the_same_phrases():
    assert made() == made()
