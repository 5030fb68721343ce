"""What a unit might follow: a number for every token and feature, NaN where it has none."""

import numpy as np

from lstm_viz.inputs.text import Vocabulary

NEGATIONS = {"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "cannot"}
_STARTERS = "the a an this that these those my your his her its our their some many two three four five"
STARTERS = frozenset(_STARTERS.split())
VERB_NUMBER = {"is": -1, "was": -1, "has": -1, "are": 1, "were": 1, "have": 1}

WORDS = {
    "position in the sentence": "how many words of the sentence have been read",
    "inside quotes": "1 between opening and closing quotation mark, 0 outside",
    "number of the subject": "1 plural, −1 singular, as the coming is/are, was/were, has/have tells; "
    "only on the words from the subject to before that verb",
    "after a negation": "1 from not, never, no, … to the end of the sentence, 0 before",
    "rare word": "logarithm of the word's rank among the most frequent ones",
}
CHARACTERS = {
    "position in the sentence": "how many characters of the sentence have been read",
    "position in the line": "how many characters since the last line break",
    "inside quotes": "1 between opening and closing quotation mark, 0 outside",
    "part of a word": "1 at a letter or apostrophe, 0 elsewhere",
    "place in the word": "number of the letter in its word; only on letters",
}


def of_words(tokens: list[str], vocabulary: Vocabulary) -> np.ndarray:
    """Features of a text of words, (F, T), in the order of `WORDS`."""
    T = len(tokens)
    values = np.full((len(WORDS), T), np.nan, np.float32)
    quoted = negated = False
    start = 0
    for t, token in enumerate(tokens):
        values[0, t] = t - start + 1
        if token == '"':
            quoted = not quoted
            values[1, t] = 0
        else:
            values[1, t] = quoted
        values[3, t] = negated
        negated |= token in NEGATIONS or token.endswith("n't")
        values[4, t] = np.log2(1 + vocabulary.index.get(token, len(vocabulary)))
        if token in ".!?" or t == T - 1:
            _number(tokens, start, t + 1, values[2])
            start, negated = t + 1, False
    return values


def _number(tokens: list[str], start: int, end: int, row: np.ndarray):
    """Mark the words of one sentence from the subject to before the verb that shows its number."""
    if tokens[start] not in STARTERS:
        return
    for t in range(start + 2, end):
        if tokens[t] in VERB_NUMBER:
            row[start + 1 : t] = VERB_NUMBER[tokens[t]]
            return


def of_characters(tokens: list[str], vocabulary: Vocabulary) -> np.ndarray:
    """Features of a text of characters, (F, T), in the order of `CHARACTERS`."""
    values = np.full((len(CHARACTERS), len(tokens)), np.nan, np.float32)
    sentence = line = place = 0
    quoted = False
    for t, token in enumerate(tokens):
        part = token.isalpha() or (token == "'" and place > 0)
        sentence, line, place = sentence + 1, line + 1, place + 1 if part else 0
        if token == '"':
            quoted = not quoted
        values[:4, t] = sentence, line, quoted and token != '"', part
        if part:
            values[4, t] = place
        if token == "\n":
            line = 0
        if token in ".!?":
            sentence = 0
    return values
