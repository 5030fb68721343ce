"""What the browser gets, once for a text: what every head of a Transformer computed."""

import inspect

import numpy as np

from lstm_viz.browser.packing import digest, encode
from lstm_viz.look.narration import brief, percent, show
from lstm_viz.look.roles import ATTENTION, NEGATIVE
from lstm_viz.models.transformer import TransformerTrace
from lstm_viz.nn import transformer
from lstm_viz.nn.softmax import softmax

STAGES = ("Compare", "Scale", "Mask", "Softmax", "Mix")
_LINES = {
    "Compare": ("products",),
    "Scale": ("scores",),
    "Mask": ("masked",),
    "Softmax": ("masked -", "weights = np.exp", "weights /"),
    "Mix": ("return",),
}


def source_lines() -> dict[str, list[str]]:
    """For each stage the lines of `transformer.attend` that compute it, under their equation."""
    lines = [line.strip() for line in inspect.getsource(transformer.attend).splitlines()]
    found = {}
    for stage, starts in _LINES.items():
        at = [next(k for k, line in enumerate(lines) if line.startswith(start)) for start in starts]
        found[stage] = [lines[at[0] - 1], *(lines[k] for k in at)]
    return found


def likeliest(scores: np.ndarray, labels: list[str], k: int = 6) -> list[list[tuple[str, float]]]:
    """For each step the k likeliest labels with their probabilities.

    Args:
        scores: logits (T, V).
    """
    p = softmax(scores)
    best = np.argsort(-p, axis=1, kind="stable")[:, :k]
    return [
        [(show(labels[i]), float(row[i])) for i in order] for row, order in zip(p, best, strict=True)
    ]


def habit(weights: np.ndarray) -> str:
    """What a head (T, T) mostly does on this text, in words with its mean share."""
    T = len(weights)
    if T < 3:
        return "too few words"
    kinds = {
        "itself": np.diagonal(weights)[2:].mean(),
        "the word before": np.diagonal(weights, -1)[1:].mean(),
        "the first word": weights[2:, 0].mean(),
    }
    name = max(kinds, key=lambda kind: kinds[kind])
    rest = np.mean([row[1 : t - 1].sum() for t, row in enumerate(weights)][2:])
    if rest > kinds[name]:
        name, kinds[name] = "words between", rest
    return f"{name} {percent(kinds[name])}"


def payload(
    trace: TransformerTrace,
    expectations: list[dict],
    start: int = 0,
    head: int | None = None,
    asked: int | None = None,
) -> dict:
    """All that the component shows of one pass; plain JSON values.

    Args:
        trace: a `TransformerTrace` over T tokens.
        expectations: for each model beside each other its "name", "colour" and what `likeliest` gives
            as "words".
        start: the word that asks at first.
        head, asked: the head and the word that is asked, where a link names them; else the head that looks
            least at the word itself, and the word that it looks at most.
    """
    parts = [layer.attention for layer in trace.layers]
    stacked = {
        name: np.concatenate([getattr(part, name) for part in parts])  # (layers · N, T, …)
        for name in ("query", "key", "value", "products", "weights", "mixed")
    }
    N, _, d = parts[0].query.shape
    away = int(np.argmin(np.diagonal(stacked["weights"], axis1=1, axis2=2).mean(axis=1)))
    return {
        "id": digest(trace.tokens, start, trace.output),
        "tokens": [brief(token) for token in trace.tokens],
        "known": trace.known,
        "start": start,
        "asked": None if asked is None else min(asked, len(trace.tokens) - 1),
        "head": away if head is None else min(head, len(stacked["weights"]) - 1),
        "d": d,
        "heads": [
            {"name": f"layer {k // N + 1}, head {k % N + 1}", "habit": habit(weights)}
            for k, weights in enumerate(stacked["weights"])
        ],
        "arrays": {name: encode(array) for name, array in stacked.items()},
        "expectations": expectations,
        "stages": STAGES,
        "code": source_lines(),
        "colours": {"attention": ATTENTION, "negative": NEGATIVE},
    }
