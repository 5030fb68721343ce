"""What the browser gets: a recorded training on a short text, and a word map that moves as it learns."""

from typing import Any

import numpy as np

from lstm_viz.browser.packing import digest, encode
from lstm_viz.figures.strips import POSITIVE
from lstm_viz.inputs.text import EmptyText, words
from lstm_viz.look.groups import group_of, groups
from lstm_viz.look.roles import NEGATIVE, full_colour
from lstm_viz.nn import embeddings
from lstm_viz.nn.word2vec.jobs import Snapshot
from lstm_viz.nn.word2vec.step import Recording, record
from lstm_viz.nn.word2vec.training import Corpus

MOST_TOKENS, MOST_WORDS = 40, 20  # what the network picture still shows clearly
ENDS = (".", "!", "?")  # of sentences
MAP_WORDS = 600
MAP_LABELS = 60


def short_text(text: str) -> tuple[list[str], int]:
    """The words that the network picture trains on, and how many the text has.

    Signs are left out; the text is cut where it has more than `MOST_TOKENS` words or
    `MOST_WORDS` different ones.

    Raises:
        EmptyText: there is no word in it.
    """
    every = [token for token in words(text) if token[0].isalnum()]
    if not every:
        raise EmptyText("There is nothing to learn from yet: type a sentence of at least two words.")
    tokens: list[str] = []
    for token in every[:MOST_TOKENS]:
        if token not in tokens and len(set(tokens)) == MOST_WORDS:
            break
        tokens.append(token)
    return tokens, len(every)


def sentences(text: str) -> list[int]:
    """The number of each word's sentence, for all words of a text: a sentence ends at . ! or ?, as in the
    training on a corpus.

    >>> sentences("Dogs bark. A cat, too!")
    [0, 0, 1, 1, 1]
    """
    number, found = 0, []
    for token in words(text):
        if token[0].isalnum():
            found.append(number)
        elif token in ENDS:
            number += 1
    return found


def network(tokens: list[str], flavour: str, **settings: Any) -> dict:
    """A training on these words, recorded, as `network.js` shows it.

    Args:
        settings: of `record`.

    Raises:
        ValueError: fewer than two words.
    """
    vocabulary = list(dict.fromkeys(tokens))
    ids = np.array([vocabulary.index(token) for token in tokens])
    kept: Recording = record(ids, len(vocabulary), flavour, **settings)
    return {
        "id": digest(tokens, flavour, sorted(settings.items())),
        "tokens": tokens,
        "vocabulary": vocabulary,
        "ids": ids.tolist(),
        "flavour": flavour,
        "examples": kept.examples,
        "order": kept.order.tolist(),
        "arrays": {
            name: encode(getattr(kept, name))
            for name in ("hidden", "scores", "probabilities", "losses", "after", "W_in", "W_out")
        },
        "largest": {"weights": full_colour(kept.W_in[-1]), "hidden": full_colour(kept.hidden)},
        "colours": {"positive": POSITIVE, "negative": NEGATIVE},
    }


def moving_map(
    corpus: Corpus, snapshots: list[Snapshot], losses: list[tuple[int, float]], name: str
) -> dict:
    """The most frequent words at every snapshot, on the PCA plane of the last one.

    Args:
        name: of the training; another one starts the picture anew.
    """
    unit = embeddings.normalize(snapshots[-1].vectors)
    pca = embeddings.PCA.fit(unit)
    shown = corpus.vocabulary[:MAP_WORDS]
    look = group_of()
    labelled = [k for k, word in enumerate(shown) if word in look][:MAP_LABELS]
    if len(labelled) < 8:
        labelled = list(range(min(24, len(shown))))
    frames = [
        pca.transform(embeddings.normalize(s.vectors[: len(shown)])) for s in snapshots
    ]  # each (N, 2)
    used = {look[shown[k]].name for k in labelled if shown[k] in look}
    return {
        "id": name,
        "words": shown,
        "vocabulary": len(corpus.vocabulary),
        "labelled": labelled,
        "group": [look[word].name if word in look else "" for word in shown],
        "groups": [
            {"name": g.name, "colour": g.colour, "marker": g.marker} for g in groups() if g.name in used
        ],
        "frames": encode(np.stack(frames)),  # (S, N, 2)
        "read": [s.words for s in snapshots],
        "losses": losses,
        "neighbours": [_near(s, corpus.vocabulary, labelled) for s in snapshots],
        "explained": pca.explained.tolist(),
    }


def _near(snapshot: Snapshot, vocabulary: list[str], rows: list[int]) -> list[list[tuple[str, float]]]:
    """For each of these rows the four nearest words, with cosines, at this snapshot."""
    unit = embeddings.normalize(snapshot.vectors)
    return [
        [(vocabulary[i], round(cosine, 2)) for i, cosine in embeddings.neighbours(unit, row, 4)]
        for row in rows
    ]
