"""Where a memory came from: the cell state as a sum over the words that wrote it.

Unrolled, C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t (Update) says

    C_t = (∏_{j≤t} f_j) ∗ C_{−1} + Σ_{k≤t} (∏_{k<j≤t} f_j) ∗ i_k ∗ C̃_k

so what word k wrote is still there at t, shrunk by every forget gate since. The sum is exact with the
gates as they were. The gates themselves depend on earlier words: what changes when a word is not read
at all is another question, which `without_each` answers.

Letters in the shape comments: T time steps, H hidden size. Rows of sources: first the initial state,
then the T words.
"""

from collections.abc import Iterator

import numpy as np

from lstm_viz.models.language import LanguageModel
from lstm_viz.nn import lstm


def parts(trace: lstm.Trace) -> Iterator[np.ndarray]:
    """For every t what each source has in C_t: (t + 2, H), summing to C_t; O(T·H) memory in all.

    The array is overwritten at the next step.
    """
    T, H = trace.cell_state.shape
    left = np.zeros((T + 1, H), np.float32)
    left[0] = trace.initial_cell_state
    written = trace.input_gate * trace.candidate  # i_k ∗ C̃_k (T, H)
    for t in range(T):
        left[: t + 1] *= trace.forget_gate[t]
        left[t + 1] = written[t]
        yield left[: t + 2]


def final_parts(trace: lstm.Trace, t: int = -1) -> np.ndarray:
    """What each source has in C_t: (t + 2, H), summing to C_t.

    Raises:
        IndexError: the trace has no step t.
    """
    T = len(trace)
    if not -T <= t < T:
        raise IndexError(f"The text has {T} steps; there is no step {t}.")
    t %= T
    forget = trace.forget_gate[: t + 1]  # (t + 1, H)
    # ∏_{k<j≤t} f_j for k = −1, 0, …, t
    kept = np.ones((t + 2, forget.shape[1]), np.float32)
    kept[:-1] = np.cumprod(forget[::-1], axis=0)[::-1]
    written = trace.input_gate[: t + 1] * trace.candidate[: t + 1]
    return kept * np.concatenate([trace.initial_cell_state[None], written])


def sizes(trace: lstm.Trace) -> np.ndarray:
    """Length ‖·‖ over all units of what each source has in C_t: (T + 1, T), 0 before it was written."""
    T = len(trace)
    result = np.zeros((T + 1, T), np.float32)
    for t, left in enumerate(parts(trace)):
        result[: t + 2, t] = np.sqrt(np.einsum("kh,kh->k", left, left))
    return result


def along(trace: lstm.Trace, directions: np.ndarray) -> np.ndarray:
    """What each source has in C_t, read off along a direction for each step: (T + 1, T).

    Column t sums to directions_t · C_t.

    Args:
        directions: (T, H), see `of_unit`, `of_memory` and `of_word`.
    """
    T = len(trace)
    result = np.zeros((T + 1, T), np.float32)
    for t, left in enumerate(parts(trace)):
        result[: t + 2, t] = left @ directions[t]
    return result


def of_unit(trace: lstm.Trace, unit: int) -> np.ndarray:
    """The direction (T, H) in which one unit is read: the sum is that unit's C_t."""
    directions = np.zeros_like(trace.cell_state)
    directions[:, unit] = 1
    return directions


def of_memory(trace: lstm.Trace) -> np.ndarray:
    """The direction (T, H) of the memory itself, C_t / ‖C_t‖: the sum is the length ‖C_t‖."""
    length = np.linalg.norm(trace.cell_state, axis=1, keepdims=True)
    return trace.cell_state / np.where(length > 0, length, 1)


def of_word(trace: lstm.Trace, model: LanguageModel, word: int) -> np.ndarray:
    """The gradient (T, H) of a next word's logit s by C_t, with the output gate held as it was.

        s = embedding[word]·(P·h_t) + b[word],   h_t = o_t ∗ tanh(C_t)
        ∂s/∂C_t = (Pᵀ·embedding[word]) ∗ o_t ∗ (1 − tanh²(C_t))

    This is the logit's first-order path: exact for small changes of C_t. The sum over the sources,
    ∂s/∂C_t · C_t, is not s itself, because tanh bends; `logit` gives s.
    """
    readout = model.embeddings[word] @ model.projection  # Pᵀ·embedding[word] (H,)
    return readout * trace.output_gate * (1 - np.tanh(trace.cell_state) ** 2)


def of_word_in_full(trace: lstm.Trace, model: LanguageModel, word: int) -> np.ndarray:
    """As `of_word`, with the secant tanh(C)/C in place of tanh's slope: the sum is s − b[word] exactly.

    The rescale rule of Shrikumar et al. (2017, "Learning important features through propagating
    activation differences"), with the empty memory as reference.
    """
    readout = model.embeddings[word] @ model.projection  # (H,)
    C = trace.cell_state
    secant = np.where(np.abs(C) > 1e-6, np.tanh(C) / np.where(np.abs(C) > 1e-6, C, 1), 1)  # (T, H)
    return readout * trace.output_gate * secant


def logit(trace: lstm.Trace, model: LanguageModel, word: int) -> np.ndarray:
    """The next word's logit s after every step, (T,)."""
    return trace.hidden_state @ (model.projection.T @ model.embeddings[word]) + model.head_bias[word]


def kept(trace: lstm.Trace, k: int) -> np.ndarray:
    """The share of word k's writing that is left after each later word, 0…1: (T − k,), 1 at first.

    Measured as in `sizes`, by the length over all units: ‖(∏_{k<j≤t} f_j) ∗ i_k ∗ C̃_k‖ / ‖i_k ∗ C̃_k‖.
    """
    written = trace.input_gate[k] * trace.candidate[k]  # (H,)
    # ∏_{k<j≤t} f_j for t = k, k + 1, …
    factors = np.ones((len(trace) - k, len(written)), np.float32)
    factors[1:] = np.cumprod(trace.forget_gate[k + 1 :], axis=0)
    length = np.linalg.norm(factors * written, axis=1)  # (T − k,)
    return length / max(float(length[0]), 1e-12)


def without_each(
    parameters: lstm.LSTMParameters, trace: lstm.Trace, t: int = -1
) -> tuple[np.ndarray, np.ndarray]:
    """C_t and h_t had word k not been read, for every k ≤ t: two arrays (t + 1, H).

    For each k the network reads the words before and after it. All these readings go on side by side:
    the one without word k starts from the state before it. O(t·H) memory.
    """
    T, H = trace.cell_state.shape
    t = range(T)[t]
    W_h, W_x, b = parameters.packed  # rows f, i, o, C̃; those of f, i, o are halved, see there
    from_input = trace.inputs @ W_x.T + b  # (T, 4H)
    c = np.concatenate([trace.initial_cell_state[None], trace.cell_state[:t]])  # C_{k−1} (t + 1, H)
    h = np.concatenate([trace.initial_hidden_state[None], trace.hidden_state[:t]])
    for j in range(1, t + 1):  # the readings without word 0 … j − 1 read word j
        z = np.tanh(h[:j] @ W_h.T + from_input[j])  # (j, 4H)
        f, i, o = (0.5 * z[:, n * H : (n + 1) * H] + 0.5 for n in range(3))
        # C_t = f_t ∗ C_{t−1} + i_t ∗ C̃_t,   h_t = o_t ∗ tanh(C_t)
        c[:j] = f * c[:j] + i * z[:, 3 * H :]
        h[:j] = o * np.tanh(c[:j])
    return c, h
