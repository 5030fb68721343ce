"""Sentence pairs for translation: read, held out by sentence, and put into batches."""

import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from lstm_viz.inputs.clitics import english, french
from lstm_viz.inputs.text import END, Vocabulary
from lstm_viz.models.translation import START

from .texts import IGNORE

Pair = tuple[list[str], list[str]]  # English tokens, French tokens


def read(path: str | Path, longest: int = 16) -> list[Pair]:
    """Distinct pairs of a tab-separated file, without those of more than `longest` tokens a side."""
    lines = (line.split("\t")[:2] for line in Path(path).read_text("utf-8").splitlines())
    pairs = {(tuple(english(en)), tuple(french(fr))) for en, fr in lines}
    return [
        (list(en), list(fr))
        for en, fr in sorted(pairs)
        if 0 < len(en) <= longest and 0 < len(fr) <= longest
    ]


def split(pairs: list[Pair], count: int, seed: int) -> tuple[list[Pair], dict[str, list[list[str]]]]:
    """Training pairs, and `count` held-out English sentences with all their translations.

    A pair that shares its English *or* its French side with the held-out ones is trained on by nobody:
    otherwise “Go!” would teach the answer to “Go.”, which has the same translation. Signs at the end
    don't count as a difference.
    """
    distinct = sorted({_bare(en) for en, _ in pairs})
    chosen = set(random.Random(seed).sample(distinct, count))
    held_out, answers = defaultdict(list), set()
    for en, fr in pairs:
        if _bare(en) in chosen:
            held_out[" ".join(en)].append(fr)
            answers.add(_bare(fr))
    kept = [(en, fr) for en, fr in pairs if _bare(en) not in chosen and _bare(fr) not in answers]
    return kept, dict(held_out)


def _bare(tokens: list[str]) -> str:
    return " ".join(token for token in tokens if token not in ".!?")


def batches(pairs: list[Pair], source: Vocabulary, target: Vocabulary, size: int, seed: int):
    """Batches ((source ids (B, S), target ids (B, T)), targets (B, T)), int64, in random order.

    All sources of a batch are equally long, so that the encoder's last state is every sentence's own.
    The target starts with START and is to be continued by its own next token, at last by END.
    """
    chooser, by_length = random.Random(seed), defaultdict(list)
    for en, fr in chooser.sample(pairs, len(pairs)):
        by_length[len(en)].append((source.encode([*en, END]), target.encode([START, *fr, END])))
    groups = [same[k : k + size] for same in by_length.values() for k in range(0, len(same), size)]
    chooser.shuffle(groups)
    for group in groups:
        rows = np.full((len(group), max(len(fr) for _, fr in group)), IGNORE, np.int64)
        for row, (_, fr) in zip(rows, group, strict=True):
            row[: len(fr)] = fr
        sources = torch.from_numpy(np.stack([en for en, _ in group]))  # (B, S)
        rows = torch.from_numpy(rows)
        yield (sources, rows[:, :-1].clamp(min=0)), rows[:, 1:]
