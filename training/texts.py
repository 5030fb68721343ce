"""Texts as the networks read them: one to three sentences from a zero state, closed by the end token."""

import random

import numpy as np
import torch

from lstm_viz.inputs.text import END, Vocabulary

IGNORE = -100  # as cross_entropy's ignore_index


def join(sentences: list[list[str]], seed: int, joint: list[str] = ()) -> list[list[str]]:
    """Shuffle tokenized sentences and join them to texts of one (60 %), two or three sentences."""
    chooser = random.Random(seed)
    order = chooser.sample(sentences, len(sentences))
    texts = []
    while order:
        count = chooser.choices((1, 2, 3), (60, 25, 15))[0]
        parts, order[-count:] = order[-count:], []
        text = list(parts[0])
        for part in parts[1:]:
            text += [*joint, *part]
        texts.append(text)
    return texts


def batches(texts: list[list[str]], vocabulary: Vocabulary, tokens: int, longest: int, seed: int):
    """Batches (ids, targets), each (B, T) int64, of texts in random order.

    Texts of all lengths meet in a batch: sorted by length each batch would be of one corpus alone,
    and the gradient would swing between them.

    Args:
        tokens: about how many tokens a batch holds, padding not counted.
        longest: longer texts are cut here; a cut text has no end token.
    """
    encoded = [vocabulary.encode([*text, END])[: longest + 1] for text in texts]
    random.Random(seed).shuffle(encoded)
    group, held = [], 0
    for ids in encoded:
        group.append(ids)
        held += len(ids) - 1
        if held >= tokens:
            yield pad(group)
            group, held = [], 0
    if group:
        yield pad(group)


def pad(group: list[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """Texts of different lengths as one rectangle: each token, and the token that follows it."""
    rows = np.full((len(group), max(map(len, group))), IGNORE, np.int64)
    for row, ids in zip(rows, group, strict=True):
        row[: len(ids)] = ids
    rows = torch.from_numpy(rows)
    return rows[:, :-1].clamp(min=0), rows[:, 1:]
