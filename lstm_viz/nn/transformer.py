"""A causal Transformer: every word looks back at all words before it, in one pass for all words.

    Q = W_Q·x + b_Q,  K = W_K·x + b_K,  V = W_V·x + b_V      what a word asks, offers and says
    S = Q·Kᵀ / √d                                           how well each offer fits each question
    S_{t,k} = −∞ for k > t                                  mask: no word sees the words after it
    A = softmax(S)                                          shares of attention, each row sums to 1
    Z = A·V                                                 the mix of what was said

Vaswani et al. (2017), "Attention is all you need", equation 1, section 3. The norm comes before
each part of a layer, as in Radford et al. (2019), "Language models are unsupervised multitask
learners", section 2.3.

Letters in the shape comments: T words, E size of an embedding, N heads, d = E / N size of a head,
F size of the feedforward part.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Layer:
    """The trainable arrays of one layer, named as in `torch.nn.TransformerEncoderLayer`."""

    norm1_weight: np.ndarray  # (E,)
    norm1_bias: np.ndarray  # (E,)
    in_proj_weight: np.ndarray  # W_Q, W_K, W_V one above the other (3E, E)
    in_proj_bias: np.ndarray  # (3E,)
    out_proj_weight: np.ndarray  # W_O (E, E)
    out_proj_bias: np.ndarray  # (E,)
    norm2_weight: np.ndarray  # (E,)
    norm2_bias: np.ndarray  # (E,)
    linear1_weight: np.ndarray  # (F, E)
    linear1_bias: np.ndarray  # (F,)
    linear2_weight: np.ndarray  # (E, F)
    linear2_bias: np.ndarray  # (E,)


@dataclass(frozen=True)
class Attention:
    """What the heads of one layer computed; all arrays float32."""

    query: np.ndarray  # Q (N, T, d)
    key: np.ndarray  # K (N, T, d)
    value: np.ndarray  # V (N, T, d)
    products: np.ndarray  # Q·Kᵀ (N, T, T), row t asks, column k offers
    scores: np.ndarray  # Q·Kᵀ/√d (N, T, T), before the mask
    weights: np.ndarray  # softmax of the masked scores (N, T, T), rows sum to 1, 0 above the diagonal
    mixed: np.ndarray  # Z = A·V (N, T, d)


@dataclass(frozen=True)
class LayerTrace:
    """What one layer computed; all arrays float32."""

    normed: np.ndarray  # what the heads read (T, E)
    attention: Attention
    attended: np.ndarray  # x + W_O·Z + b_O (T, E)
    feedforward: np.ndarray  # the units of the feedforward part (T, F), 0 or more
    output: np.ndarray  # what the next layer reads (T, E)


@dataclass(frozen=True)
class Trace:
    """Everything one pass computed."""

    inputs: np.ndarray  # √E·embedding + positions (T, E)
    layers: tuple[LayerTrace, ...]
    output: np.ndarray  # the last layer's output, normed (T, E)

    def __len__(self) -> int:
        return len(self.inputs)


def positions(T: int, E: int) -> np.ndarray:
    """Where a word stands, as sines and cosines of E/2 speeds, (T, E) float32; E is even.

    PE_{t,2j} = sin(t / 10000^{2j/E}), PE_{t,2j+1} = cos(same): Vaswani et al. (2017), section 3.5.
    """
    angles = np.arange(T)[:, None] / 10000 ** (np.arange(0, E, 2) / E)  # (T, E/2)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(T, E).astype(np.float32)


def norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Rows with mean 0 and variance 1, then scaled and moved (Ba et al. 2016, "Layer normalization")."""
    x = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("...e,...e->...", x, x)[..., None] / x.shape[-1]
    x /= np.sqrt(variance + 1e-5)
    x *= weight
    x += bias
    return x


def attend(query: np.ndarray, key: np.ndarray, value: np.ndarray) -> Attention:
    """Causal attention of N heads.

    Args:
        query, key, value: (N, T, d).
    """
    _, T, d = query.shape
    # Q·Kᵀ
    products = query @ key.transpose(0, 2, 1)  # (N, T, T)
    # S = Q·Kᵀ / √d
    scores = products * np.float32(d**-0.5)  # (N, T, T)
    # S_{t,k} = −∞ for k > t
    masked = scores + _mask(T)  # (N, T, T)
    # A = softmax(S)
    masked -= masked.max(axis=-1, keepdims=True)
    weights = np.exp(masked, out=masked)
    weights /= weights.sum(axis=-1, keepdims=True)
    # Z = A·V
    return Attention(query, key, value, products, scores, weights, weights @ value)


def _mask(T: int) -> np.ndarray:
    """0 where word t (row) may see word k (column), −∞ where not, (T, T)."""
    return np.triu(np.full((T, T), -np.inf, np.float32), 1)


def run_layer(p: Layer, x: np.ndarray, heads: int) -> LayerTrace:
    """One layer: look back, then think about it; each result is added to what came in.

    Args:
        x: (T, E).
    """
    T, E = x.shape
    normed = norm(x, p.norm1_weight, p.norm1_bias)  # (T, E)
    qkv = normed @ p.in_proj_weight.T + p.in_proj_bias  # (T, 3E)
    query, key, value = qkv.reshape(T, 3, heads, E // heads).transpose(1, 2, 0, 3)  # each (N, T, d)
    attention = attend(query, key, value)
    joined = attention.mixed.transpose(1, 0, 2).reshape(T, E)  # the heads side by side
    # x + W_O·Z + b_O
    attended = x + joined @ p.out_proj_weight.T + p.out_proj_bias  # (T, E)
    # relu(W_1·norm(x) + b_1)
    thought = norm(attended, p.norm2_weight, p.norm2_bias) @ p.linear1_weight.T + p.linear1_bias
    np.maximum(thought, 0, out=thought)  # (T, F)
    # x + W_2·relu + b_2
    output = attended + thought @ p.linear2_weight.T + p.linear2_bias  # (T, E)
    return LayerTrace(normed, attention, attended, thought, output)


def run(
    layers: tuple[Layer, ...], final: tuple[np.ndarray, np.ndarray], embedded: np.ndarray, heads: int
) -> Trace:
    """Read a sequence in one pass, all words at once.

    Args:
        final: weight and bias (E,) of the last norm.
        embedded: the words' embeddings (T, E).

    Raises:
        ValueError: a shape that does not fit the parameters.
    """
    embedded = np.asarray(embedded, np.float32)
    E = len(final[0])
    if embedded.ndim != 2 or embedded.shape[1] != E:
        raise ValueError(f"The inputs must have shape (T, {E}), not {embedded.shape}.")
    inputs = np.float32(E**0.5) * embedded + positions(len(embedded), E)  # (T, E)
    x, traces = inputs, []
    for layer in layers:
        traces.append(run_layer(layer, x, heads))
        x = traces[-1].output
    return Trace(inputs, tuple(traces), norm(x, *final))
