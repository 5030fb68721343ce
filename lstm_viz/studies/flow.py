"""Where two networks look: the memory of an LSTM and the attention of a Transformer, on the same words.

Both become shares: row t says how much of what is at hand at word t comes from each word k ≤ t, and
sums to 1.
"""

import numpy as np

from . import attribution


def memory_shares(trace) -> np.ndarray:
    """How much of the LSTM's cell state C_t each word wrote, (T, T), by the length of its part.

    The parts themselves add up to C_t exactly (`attribution`); their lengths are scaled to sum to 1.
    """
    sizes = attribution.sizes(trace)[1:].T  # (T, T): row t, written at k
    return sizes / sizes.sum(axis=1, keepdims=True)


def attention_shares(trace) -> np.ndarray:
    """How much of what a Transformer has at word t came from each word, through all layers, (T, T).

        R = ∏_layers (½·mean of the heads' A + ½·I)

    The half that stays, I, is the input that each layer adds to its result. "Attention rollout":
    Abnar and Zuidema (2020, "Quantifying attention flow in transformers", section 3).
    """
    T = len(trace)
    flow = np.eye(T, dtype=np.float32)
    for layer in trace.layers:
        flow = (0.5 * layer.attention.weights.mean(axis=0) + 0.5 * np.eye(T, dtype=np.float32)) @ flow
    return flow


def nearness(T: int) -> np.ndarray:
    """The simplest guess to compare with: the nearer a word, the more, (T, T); only the order counts."""
    distance = np.arange(T)[:, None] - np.arange(T)[None, :]
    shares = np.where(distance >= 0, 0.5 ** np.maximum(distance, 0), 0)
    return shares / shares.sum(axis=1, keepdims=True)


def ranks(values: np.ndarray) -> np.ndarray:
    """Rank of each number, the smallest 1, equal ones their mean rank, (n,)."""
    smaller = (values[None, :] < values[:, None]).sum(axis=1)
    equal = (values[None, :] == values[:, None]).sum(axis=1)
    return smaller + (equal + 1) / 2


def rank_agreement(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Spearman's rank correlation of two rows of shares over the words before t, −1…1, (T,).

    The word t itself is left out: both always have it. NaN where fewer than three words stand before
    t, or where one of the rows has only equal shares.
    """
    result = np.full(len(a), np.nan)
    for t in range(3, len(a)):
        x, y = (ranks(shares[t, :t]) for shares in (a, b))
        x, y = x - x.mean(), y - y.mean()
        size = np.sqrt((x @ x) * (y @ y))
        if size > 0:
            result[t] = (x @ y) / size
    return result


def problems(lstm_trace, trace) -> dict[str, float | int | str]:
    """What the two networks did with the first word and the first half of one text.

    `kept`: share of what the first word wrote that is left at the end; `looks`: largest share that a
    head gives it at the last word; `early` and `early_attention`: shares of the words of the first half.
    """
    T = len(trace)
    return {
        "tokens": T,
        "steps": T - 1,
        "layers": len(trace.layers),
        "first": trace.tokens[0],
        "kept": float(attribution.kept(lstm_trace, 0)[-1]),
        "looks": max(float(layer.attention.weights[:, -1, 0].max()) for layer in trace.layers),
        "early": float(memory_shares(lstm_trace)[-1, : T // 2].sum()),
        "early_attention": float(attention_shares(trace)[-1, : T // 2].sum()),
    }
