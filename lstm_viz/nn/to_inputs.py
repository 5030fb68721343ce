"""Backpropagation to the words: how a slope at the last output travels back to every input.

Given ∂L/∂h_T of an LSTM, or ∂L/∂y_T of a Transformer, for a number L computed from the last output
alone, both functions give ∂L/∂x_t at every word t. The LSTM hands it back one step after the other; in
a Transformer every word is reached through attention at once, layer by layer.

Letters: T words, E size of an input, H units, N heads, d = E / N, F size of the feedforward part.
"""

import numpy as np

from .lstm import LSTMParameters
from .lstm import Trace as LSTMTrace
from .transformer import Layer, LayerTrace
from .transformer import Trace as TransformerTrace


def of_lstm(p: LSTMParameters, trace: LSTMTrace, slope: np.ndarray) -> np.ndarray:
    """∂L/∂x_t of all steps, (T, E), from ∂L/∂h_T (H,). Hochreiter and Schmidhuber (1997), appendix A."""
    H = p.hidden_size
    W = np.concatenate([p.W_f, p.W_i, p.W_C, p.W_o])  # (4H, H + E)
    before = np.concatenate([trace.initial_cell_state[None], trace.cell_state[:-1]])  # C_{t−1} (T, H)
    dh, dC = slope, np.zeros(H, slope.dtype)
    inputs = np.empty_like(trace.inputs)
    for t in range(len(trace) - 1, -1, -1):
        f, i, o = trace.forget_gate[t], trace.input_gate[t], trace.output_gate[t]
        candidate, squashed = trace.candidate[t], np.tanh(trace.cell_state[t])
        # h_t = o_t ∗ tanh(C_t)
        do = dh * squashed
        dC = dC + dh * o * (1 - squashed**2)
        # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t
        df, di, dcandidate = dC * before[t], dC * candidate, dC * i
        dC = dC * f
        # σ' = σ(1 − σ), tanh' = 1 − tanh²
        dz = [df * f * (1 - f), di * i * (1 - i), dcandidate * (1 - candidate**2), do * o * (1 - o)]
        # z = W·[h_{t−1}, x_t] + b
        dhx = W.T @ np.concatenate(dz)  # (H + E,)
        dh, inputs[t] = dhx[:H], dhx[H:]
    return inputs


def of_transformer(
    layers: tuple[Layer, ...],
    final: tuple[np.ndarray, np.ndarray],
    trace: TransformerTrace,
    slope: np.ndarray,
) -> np.ndarray:
    """∂L/∂x_t of all words, (T, E), where x is the first layer's input, from ∂L/∂y_T (E,).

    Args:
        final: weight and bias (E,) of the last norm.
    """
    dy = np.zeros_like(trace.output)  # (T, E)
    dy[-1] = slope
    dx = _through_norm(trace.layers[-1].output, final[0], dy)
    before = (trace.inputs, *(layer.output for layer in trace.layers[:-1]))
    for p, x, layer in reversed(list(zip(layers, before, trace.layers, strict=True))):
        dx = _through_layer(p, x, layer, dx)
    return dx


def _through_layer(p: Layer, x: np.ndarray, layer: LayerTrace, d_output: np.ndarray) -> np.ndarray:
    """∂L/∂x (T, E) of a layer that read x (T, E), from ∂L/∂output (T, E)."""
    T, E = x.shape
    # output = attended + W_2·relu(W_1·norm(attended) + b_1) + b_2
    d_thought = d_output @ p.linear2_weight * (layer.feedforward > 0)  # (T, F)
    through_thought = _through_norm(layer.attended, p.norm2_weight, d_thought @ p.linear1_weight)
    d_attended = d_output + through_thought  # (T, E)
    # attended = x + W_O·Z + b_O
    a = layer.attention
    N, _, d = a.query.shape
    d_mixed = (d_attended @ p.out_proj_weight).reshape(T, N, d).transpose(1, 0, 2)  # (N, T, d)
    # Z = A·V
    d_weights = d_mixed @ a.value.transpose(0, 2, 1)  # (N, T, T)
    d_value = a.weights.transpose(0, 2, 1) @ d_mixed  # (N, T, d)
    # A = softmax(S), S = Q·Kᵀ / √d
    d_scores = a.weights * (d_weights - (d_weights * a.weights).sum(axis=-1, keepdims=True))
    d_scores *= np.float32(d**-0.5)
    d_query, d_key = d_scores @ a.key, d_scores.transpose(0, 2, 1) @ a.query  # (N, T, d)
    # [Q, K, V] = W·norm(x) + b
    d_qkv = np.stack([d_query, d_key, d_value]).transpose(2, 0, 1, 3).reshape(T, 3 * E)
    return d_attended + _through_norm(x, p.norm1_weight, d_qkv @ p.in_proj_weight)


def _through_norm(x: np.ndarray, weight: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """∂L/∂x of y = weight ∗ (x − mean) / deviation + bias, each (T, E)."""
    x = x - x.mean(axis=-1, keepdims=True)
    deviation = np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-5)
    x, dx = x / deviation, dy * weight
    along = (dx * x).mean(axis=-1, keepdims=True)
    return (dx - dx.mean(axis=-1, keepdims=True) - x * along) / deviation
