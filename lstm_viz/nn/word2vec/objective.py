"""Loss and gradient of word2vec over a whole stretch of text at once.

A loop over pairs would be slow in Python, so nothing here loops over pairs: sums over windows are
products with a band matrix, and words `offset` places apart meet when the array of their rows is laid
against itself, shifted by `offset`.

    full softmax        L = Σ −ln p_target,  p = softmax(W_out·h)
    negative sampling   L = Σ −ln σ(u_target·h) − Σ_noise ln σ(−u_noise·h)      K noise words a pair

The noise words are drawn once for a stretch and shared by all its pairs, each with the weight that
makes them count as K a pair (as in Ji et al. 2016, "Parallelizing word2vec in shared and distributed
memory"): the same loss on average, and one matrix product instead of many small ones. As in
word2vec, noise is drawn with P(w) ∝ count(w)^¾.

T words, V distinct words, E numbers a word, M noise words. Windows here reach to both sides.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

BLOCK = 32  # places whose windows are summed by one matrix product


@dataclass(frozen=True)
class Stretch:
    """A part of a corpus: word numbers (T,), and for each the number of its sentence (T,)."""

    ids: np.ndarray
    sentence: np.ndarray

    def meets(self, offset: int) -> np.ndarray:
        """Whether place t and place t + offset are in one sentence, (T − offset,)."""
        return self.sentence[:-offset] == self.sentence[offset:]

    def band(self, window: int, dtype: DTypeLike = np.float32) -> np.ndarray:
        """Which places are in whose window, as ones and zeros, (blocks, BLOCK, BLOCK + 2·window).

        All places against all would be a large matrix with ones only near its diagonal; of this band
        only the part is made where ones can be, in blocks of `BLOCK` places and what surrounds them.
        """
        T = len(self.sentence)
        blocks = -(-T // BLOCK)
        sentence = np.full(blocks * BLOCK + 2 * window, -1)
        sentence[window : window + T] = self.sentence
        wide = sliding_window_view(sentence, BLOCK + 2 * window)[::BLOCK]  # (blocks, BLOCK + 2·window)
        own = wide[:, window : window + BLOCK]
        distance = np.arange(BLOCK + 2 * window) - window - np.arange(BLOCK)[:, None]
        inside = (np.abs(distance) <= window) & (distance != 0)
        return ((own[:, :, None] == wide[:, None, :]) & inside).astype(dtype)


def around(rows: np.ndarray, band: np.ndarray) -> np.ndarray:
    """For each place the sum of the rows of the places in its window, (T, E) → (T, E).

    Args:
        band: what `Stretch.band` gives.
    """
    (T, E), (blocks, block, wide) = rows.shape, band.shape
    window = (wide - block) // 2
    padded = np.zeros((blocks * block + 2 * window, E), rows.dtype)
    padded[window : window + T] = rows
    near = sliding_window_view(padded, wide, axis=0)[::block].swapaxes(1, 2)  # (blocks, wide, E)
    return (band @ near).reshape(-1, E)[:T]


def add_up(rows: np.ndarray, ids: np.ndarray, V: int) -> np.ndarray:
    """Add each row to the row of its word: (T, E) → (V, E)."""
    order = np.argsort(ids, kind="stable")  # all rows of a word side by side
    words = ids[order]
    starts = np.flatnonzero(np.diff(words, prepend=-1))
    total = np.zeros((V, rows.shape[1]), rows.dtype)
    if len(ids):
        total[words[starts]] = np.add.reduceat(rows[order], starts, axis=0)
    return total


def sigmoid(s: np.ndarray) -> np.ndarray:
    # σ(s) = (1 + tanh(s/2))/2, which cannot overflow
    return 0.5 * (1 + np.tanh(0.5 * s))


def softplus(s: np.ndarray) -> np.ndarray:
    # −ln σ(−s) = ln(1 + e^s)
    return np.maximum(s, 0) + np.log1p(np.exp(-np.abs(s)))


def loss_and_gradients(
    W_in: np.ndarray,
    W_out: np.ndarray,
    stretch: Stretch,
    flavour: str,
    window: int,
    noise: np.ndarray | None = None,
    negative: int = 5,
) -> tuple[float, int, np.ndarray, np.ndarray]:
    """Summed loss, number of training examples, and the gradients for W_in and W_out.

    Args:
        W_in, W_out: (V, E).
        flavour: "cbow" or "skip-gram".
        noise: word numbers (M,) for negative sampling; None for the full softmax.
        negative: K, how many noise words count for each example.
    """
    V = len(W_in)
    ids, X = stretch.ids, W_in[stretch.ids]  # (T,), (T, E)
    band = stretch.band(window, X.dtype)
    count = band.sum(axis=2).reshape(-1, 1)[: len(ids)]  # (T, 1) words in each window
    if flavour == "cbow":
        H = around(X, band) / np.maximum(count, 1)  # (T, E)
        times = np.minimum(count, 1)  # (T, 1): each place with company is one example
    else:
        H, times = X, count  # each word goes in once for every word around it

    if noise is None:
        loss, dH, dW_out = _softmax(W_out, H, times, stretch.ids, flavour, band)
    else:
        loss, dH, dW_out = _negative_sampling(W_out, H, times, stretch, flavour, window, noise, negative)

    # every word of a CBOW window had 1/count of h, so it gets 1/count of h's gradient
    dX = around(dH / np.maximum(count, 1), band) if flavour == "cbow" else dH  # (T, E)
    return loss, int(times.sum()), add_up(dX, ids, V), dW_out


def _softmax(
    W_out: np.ndarray, H: np.ndarray, times: np.ndarray, ids: np.ndarray, flavour: str, band: np.ndarray
) -> tuple[float, np.ndarray, np.ndarray]:
    U = W_out[ids]  # (T, E)
    # rows of W_out of the words that should come out, summed for each h; and of the h's for each word
    wanted = U * times if flavour == "cbow" else around(U, band)  # (T, E)
    askers = H * times if flavour == "cbow" else around(H, band)  # (T, E)
    scores = H @ W_out.T  # (T, V)
    highest = scores.max(axis=1, keepdims=True)
    P = np.exp(scores - highest)
    total = P.sum(axis=1, keepdims=True)
    P *= times / total  # (T, V) softmax, as often as it is asked
    # L = Σ times·ln Σ_j e^{s_j} − Σ s_target
    loss = (times * (np.log(total) + highest)).sum() - (H * wanted).sum()
    dH = P @ W_out - wanted
    dW_out = P.T @ H - add_up(askers, ids, len(W_out))
    return float(loss), dH, dW_out


def _negative_sampling(
    W_out: np.ndarray,
    H: np.ndarray,
    times: np.ndarray,
    stretch: Stretch,
    flavour: str,
    window: int,
    noise: np.ndarray,
    negative: int,
) -> tuple:
    V = len(W_out)
    noisy = W_out[noise]  # (M, E)
    share = times * (negative / len(noise))  # (T, 1): M shared noise words count as K an example
    s = H @ noisy.T  # (T, M)
    loss = (share * softplus(s)).sum()
    # ∂/∂s of −ln σ(−s) = σ(s)
    g = share * sigmoid(s)  # (T, M)
    dH = g @ noisy
    dW_noise = g.T @ H  # (M, E)

    U, dU = W_out[stretch.ids], np.zeros_like(H)  # (T, E)

    def attract(h: np.ndarray, u: np.ndarray, here: np.ndarray) -> tuple[float, np.ndarray]:
        """−ln σ(u·h) for rows h, u where `here`: the loss, and ∂/∂s = σ(s) − 1 as a column."""
        s = np.einsum("te,te->t", h, u)
        return (softplus(-s) * here).sum(), ((sigmoid(s) - 1) * here)[:, None].astype(h.dtype)

    if flavour == "cbow":
        more, g = attract(H, U, times[:, 0])
        loss += more
        dH += g * U
        dU += g * H
    else:
        for offset in range(1, min(window, len(H) - 1) + 1):
            together = stretch.meets(offset)
            for one, other in (
                (slice(None, -offset), slice(offset, None)),
                (slice(offset, None), slice(None, -offset)),
            ):
                more, g = attract(H[one], U[other], together)
                loss += more
                dH[one] += g * U[other]
                dU[other] += g * H[one]
    return float(loss), dH, add_up(dU, stretch.ids, V) + add_up(dW_noise, noise, V)
