"""Padding: what filling a batch up to the longest sequence does to the last state of the shorter ones."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.models.opened import Network, NetworkTrace


@dataclass(frozen=True)
class Padded:
    """One sequence of a batch, read with its pads and without."""

    length: int  # steps that are no padding
    without: NetworkTrace  # no lengths given: the pads are read as well, (T steps)
    packed: NetworkTrace  # with lengths, as `pack_padded_sequence` does it, (length steps)

    @property
    def moved(self) -> float:
        """How far the pads moved the last state, as a share of its size: |h_pad − h| / |h|."""
        size = np.linalg.norm(self.packed.end)
        return float(np.linalg.norm(self.without.end - self.packed.end) / max(float(size), 1e-12))

    @property
    def drift(self) -> np.ndarray:
        """The same after each pad for the output of the last level, forward beside backward, (T − length + 1,).

        The first number stands at the sequence's own last step: 0 where the network reads forward alone.
        """
        own = self.packed.output[-1]  # (D,)
        after = self.without.output[self.length - 1 :]  # (T − length + 1, D)
        return np.linalg.norm(after - own, axis=1) / max(float(np.linalg.norm(own)), 1e-12)


def padded(network: Network, sequences: list[np.ndarray], pad: int | None = None) -> list[Padded]:
    """All of a batch, each read in both ways.

    Args:
        sequences: of token numbers (T,) each, or of x (T, E).
        pad: the token that fills up; where none is given, x is filled up with zeros, as by `pad_sequence`.
    """
    T = max(map(len, sequences))
    embedded = [_embedded(network, sequence) for sequence in sequences]
    filler = (
        np.zeros(network.features) if pad is None else _embedded(network, np.array([pad]))[0]
    )  # (E,)
    batch = np.stack([np.concatenate([x, np.tile(filler, (T - len(x), 1))]) for x in embedded]).astype(
        np.float32
    )  # (B, T, E)
    lengths = [len(sequence) for sequence in sequences]
    without, packed = network.trace(batch), network.trace(batch, lengths=lengths)
    return [Padded(*row) for row in zip(lengths, without, packed, strict=True)]


def _embedded(network: Network, sequence: np.ndarray) -> np.ndarray:
    if network.embedding is not None and np.issubdtype(sequence.dtype, np.integer):
        return network.embedding[sequence]
    return sequence
