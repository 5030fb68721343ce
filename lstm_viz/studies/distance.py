"""How far back a network still knows the word that decides a later one.

“The grandmother who lives near the old house lost …”: whether *his* or *her* comes is settled by
“grandmother” alone, however many words stand between. Of the two, the right one surprises by

    −log₂ ( p(right) / (p(right) + p(other)) )    bits

0 where the network is sure of the right one, 1 where it might as well flip a coin: the word is
forgotten. The rest of the sentence says nothing of it, so nothing else can help.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_viz.models.language import LanguageModel


@dataclass(frozen=True)
class Question:
    """A text that stops before the word that was decided."""

    tokens: tuple[str, ...]
    right: str
    other: str
    distance: int  # steps from the word that decides to the word that it decides


def questions(lesson: dict, tokenize: Callable[[str], list[str]]) -> list[Question]:
    """Every subject with every clause and every verb: “the” + subject + clause + verb.

    Args:
        lesson: "subjects", two lists, each with its "word" to come and its "names" of one token;
            "clauses" and "verbs", texts.
        tokenize: text → tokens.
    """
    first, second = lesson["subjects"]
    found = []
    for mine, theirs in ((first, second), (second, first)):
        for clause in lesson["clauses"]:
            for verb in lesson["verbs"]:
                for name in mine["names"]:
                    tokens = tuple(tokenize(f"the {name} {clause} {verb}"))
                    distance = len(tokens) - 1  # the name is token 1, the word to come token T
                    found.append(Question(tokens, mine["word"], theirs["word"], distance))
    return found


def surprise_at(model: LanguageModel, question: Question) -> float:
    """Bits of surprise at the right one of the two words, 0 …; 1 is a coin's flip."""
    scores = model.scores(model.trace(list(question.tokens)).hidden_state[-1])  # (V,)
    right, other = (scores[model.vocabulary.index[w]] for w in (question.right, question.other))
    # −log₂ (e^r / (e^r + e^o)) = log₂ (1 + e^(o − r)): what softmax divides by falls out
    return float(np.logaddexp(0, other - right) / np.log(2))


def by_distance(model: LanguageModel, asked: list[Question]) -> dict[int, float]:
    """Mean bits of surprise at each distance, nearest first."""
    bits: dict[int, list[float]] = {}
    for question in sorted(asked, key=lambda question: question.distance):
        bits.setdefault(question.distance, []).append(surprise_at(model, question))
    return {distance: float(np.mean(values)) for distance, values in bits.items()}
