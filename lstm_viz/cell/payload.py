"""What the browser gets, once for a text: the whole trace and what is said and drawn about it."""

import base64
import hashlib
import inspect
import re

import numpy as np

from .. import embeddings, lstm
from ..narration import STAGES, narrate, show
from ..order import ORDERS
from ..roles import EMBEDDING, NEGATIVE, ROLES, full_colour
from ..text import END, UNKNOWN

TEMPERATURES = tuple(round(0.2 + 0.1 * k, 1) for k in range(19))  # 0.2 … 2.0
SHOWN_WORDS = 10
CROWD = 900  # commonest tokens behind the sentence on the word map

_LINES = {"Forget": ("forget",), "Store": ("write", "candidate"), "Update": ("c",), "Output": ("output", "h")}


def encode(array: np.ndarray) -> dict:
    """An array as base64 of little-endian float32, with its shape."""
    array = np.ascontiguousarray(array, dtype="<f4")
    return {"shape": array.shape, "base64": base64.b64encode(array).decode()}


def source_lines() -> dict[str, list[str]]:
    """For each stage the lines of `lstm.step` that compute it, each under its equation."""
    lines = [line.strip() for line in inspect.getsource(lstm.step).splitlines()]
    found = {}
    for stage, names in _LINES.items():
        found[stage] = []
        for name in names:
            at = next(k for k, line in enumerate(lines) if re.match(rf"{name} = ", line))
            found[stage] += lines[at - 1 : at + 1]
    return found


def next_words(model, trace) -> dict:
    """The likeliest next tokens after every step, exact at each of `TEMPERATURES`.

    At temperature τ the probability of token k is e^{s_k/τ} / Σ_j e^{s_j/τ}: the browser gets the
    largest scores and, for every τ, the logarithm of the sum over the *whole* vocabulary.
    """
    scores = model.scores(trace.hidden_state)  # (T, V)
    k = min(SHOWN_WORDS, scores.shape[1])
    best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    best = np.take_along_axis(best, np.argsort(-np.take_along_axis(scores, best, 1), axis=1), 1)  # (T, k)
    top = np.take_along_axis(scores, best, 1)  # (T, k)
    shifted = scores - top[:, :1]
    log_sums = [np.log(np.exp(shifted / tau).sum(axis=1)) for tau in TEMPERATURES]
    tokens = model.vocabulary.tokens
    return {
        "words": [[tokens[i] for i in row] for row in best],
        "labels": [[show(tokens[i]) for i in row] for row in best],
        "scores": encode(top - top[:, :1]),  # (T, k), the best one's score taken as 0
        "log_sums": encode(np.stack(log_sums, axis=1)),  # (T, temperatures)
        "temperatures": TEMPERATURES,
        "special": [UNKNOWN, END],
    }


def word_map(model, trace) -> dict:
    """The sentence's distinct tokens and the commonest of the vocabulary on the PCA plane of all."""
    pca = embeddings.PCA.fit(model.embeddings)
    unit_vectors = embeddings.normalize(model.embeddings)
    distinct = list(dict.fromkeys(trace.ids.tolist()))  # in order of first reading
    tokens = model.vocabulary.tokens
    near = [[] if row == 0 else embeddings.neighbours(unit_vectors, row) for row in distinct]
    return {
        "crowd": encode(pca.transform(model.embeddings[1 : CROWD + 1])),  # (≤CROWD, 2)
        "points": encode(pca.transform(model.embeddings[distinct])),  # (distinct, 2)
        "names": [show(tokens[row]) for row in distinct],
        "place": [distinct.index(row) for row in trace.ids],
        "neighbours": [[(show(tokens[i]), cosine) for i, cosine in pairs] for pairs in near],
        "explained": pca.explained.tolist(),
    }


def payload(model, model_name: str, trace, order: str = "number", **view) -> dict:
    """All that the stepper shows of one pass of an LSTM; plain JSON values.

    Args:
        view: `start` and `unit` to stand at first, `share` (what the link holds besides them), and
            `plots` and `plotCount`: prefix of the keys, and number, of the charts that get the cursor.
    """
    named = repr((model_name, trace.tokens, order, view))
    return {
        "id": hashlib.sha256(named.encode()).hexdigest()[:16],
        "model": model_name,
        "sizes": model.sizes,
        "tokens": [show(token) for token in trace.tokens],
        "known": trace.known,
        "suggestions": [
            None if known else model.vocabulary.suggest(token)
            for token, known in zip(trace.tokens, trace.known, strict=True)
        ],
        "order": ORDERS[order](trace.cell_state).tolist(),
        "arrays": {name: encode(array) for name, array in lstm.arrays(trace).items()},
        "largest": {"cell_state": full_colour(trace.cell_state), "inputs": full_colour(trace.inputs)},
        "gates": lstm.GATES,
        "narration": narrate(trace),
        "stages": STAGES,
        "code": source_lines(),
        "next": next_words(model, trace),
        "map": word_map(model, trace),
        "roles": {
            role.field: {
                key: getattr(role, key)
                for key in ("name", "symbol", "colour", "dash", "low", "high", "signed")
            }
            for role in ROLES
        },
        "colours": {"input": EMBEDDING, "negative": NEGATIVE},
        "start": 0,
        "unit": 0,
        **view,
    }
