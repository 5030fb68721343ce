"""Where two networks look: the memory of an LSTM and the attention of a Transformer, on the same words.

Both become shares: row t says how much of what is at hand at word t comes from each word k ≤ t, and
sums to 1.
"""

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.models.text_traces import TextTrace
from lstm_viz.models.transformer import TransformerModel, TransformerTrace
from lstm_viz.nn import lstm, to_inputs, transformer
from lstm_viz.nn.softmax import softmax

from . import attribution


def memory_shares(trace: lstm.Trace) -> np.ndarray:
    """How much of the LSTM's cell state C_t each word wrote, (T, T), by the length of its part.

    The parts themselves add up to C_t exactly (`attribution`); their lengths are scaled to sum to 1.
    """
    sizes = attribution.sizes(trace)[1:].T  # (T, T): row t, written at k
    return sizes / sizes.sum(axis=1, keepdims=True)


def attention_shares(trace: transformer.Trace) -> np.ndarray:
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


def slopes(
    lstm_model: LanguageModel, model: TransformerModel, tokens: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """How hard the mistake at the last word pulls at each word before it, in both networks.

        ‖∂L/∂x_t‖,   L = −log p(last word | words before)

    x_t is the word's embedding as the first layer reads it.

    Args:
        tokens: T ≥ 2 of them.

    Returns:
        For the LSTM and for the Transformer, (T − 1,) each.
    """
    before = tokens[:-1]
    lstm_trace, trace = lstm_model.trace(before), model.trace(before)
    # ∂L/∂scores = p − 1[last word]; scores = embedding·(P·h) + b, or embedding·y + b
    dh = _slope(lstm_model, lstm_trace.hidden_state[-1], tokens[-1]) @ lstm_model.embeddings
    dy = _slope(model, trace.output[-1], tokens[-1]) @ model.embeddings
    of_lstm = to_inputs.of_lstm(lstm_model.parameters, lstm_trace, dh @ lstm_model.projection)
    of_transformer = to_inputs.of_transformer(model.layers, model.final, trace, dy)
    return np.linalg.norm(of_lstm, axis=1), np.linalg.norm(of_transformer, axis=1)


def _slope(model: LanguageModel | TransformerModel, output: np.ndarray, token: str) -> np.ndarray:
    """∂L/∂scores, (V,)."""
    slope = softmax(model.scores(output))
    slope[model.vocabulary.encode([token])[0]] -= 1
    return slope


def problems(lstm_trace: TextTrace, trace: TransformerTrace) -> dict[str, float | int | str]:
    """What the two networks did with the first half of one text.

    `early` and `early_attention`: shares that its words have in the memory, and in attention, at the end.
    """
    T = len(trace)
    return {
        "tokens": T,
        "layers": len(trace.layers),
        "early": float(memory_shares(lstm_trace)[-1, : T // 2].sum()),
        "early_attention": float(attention_shares(trace)[-1, : T // 2].sum()),
    }
