"""A recurrent network of somebody's own: layers on each other, in one or two directions, read and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lstm_viz.models.cells import CELLS
from lstm_viz.models.checkpoints import ModelError

from .layers import PROJECTED, Layer


@dataclass(frozen=True)
class Head:
    """A linear layer after the last h: scores_t = W·h_t + b."""

    name: str  # in its file
    weight: np.ndarray  # (O, D)
    bias: np.ndarray  # (O,)


@dataclass(frozen=True)
class NetworkTrace:
    """One pass. Letters: T steps, D numbers that the last level gives a step, O of the head."""

    inputs: np.ndarray  # what the first level reads (T, E)
    layers: list[
        Any
    ]  # a `Trace` a layer and direction, as `Network.layers`; a backward one's step 0 is T − 1
    output: np.ndarray  # h of the last level, forward beside backward (T, D), in the order of the inputs
    end: np.ndarray  # last h that each direction of the last level computed, side by side (D,)
    scores: np.ndarray | None  # of the head, after every step: of `output` (T, O)
    end_scores: np.ndarray | None  # and of `end` (O,), as in a network that judges a whole sequence
    state: tuple[
        Any, ...
    ]  # h_n, and c_n where there is a memory: (L, H), or a list; what `Network.trace` goes on from

    def __len__(self) -> int:
        return len(self.inputs)


@dataclass(frozen=True)
class Network:
    """What `lstm_viz.open` gives."""

    name: str
    levels: tuple[
        tuple[Layer, ...], ...
    ]  # from the input up; each one direction, or forward and backward
    embedding: np.ndarray | None = None  # (V, E), of tokens
    head: Head | None = None
    tokens: tuple[str, ...] | None = None  # the vocabulary, where the file has one
    unused: tuple[str, ...] = ()  # arrays of the file that nothing here reads

    def __post_init__(self) -> None:
        D = self.levels[0][0].features
        for level in self.levels:
            for layer in level:
                if layer.features != D:
                    raise ModelError(
                        f"“{layer.name}” reads {layer.features} numbers a step, but below it stand {D}."
                    )
            D = sum(layer.outputs for layer in level)
        if self.head and self.head.weight.shape[1] != D:
            raise ModelError(f"The head reads {self.head.weight.shape[1]} numbers, but {D} are given.")

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """All layers from the input up, of two directions the forward one first."""
        return tuple(layer for level in self.levels for layer in level)

    @property
    def features(self) -> int:
        """Numbers of an input."""
        return self.levels[0][0].features

    def describe(self) -> str:
        """What it is, in a line: “lstm: LSTM, 2 layers, both directions, 8 → 16, head of 5”."""
        first, last = self.levels[0][0], self.levels[-1]
        cell = "projected LSTM" if first.cell == PROJECTED else CELLS[first.cell].name
        facts = [cell, f"{len(self.levels)} layer{'s' * (len(self.levels) > 1)}"]
        if len(last) > 1:
            facts.append("both directions")
        facts.append(f"{self.features} → {sum(layer.outputs for layer in last)}")
        if self.embedding is not None:
            facts.append(f"embedding of {len(self.embedding)}")
        if self.head:
            facts.append(f"head of {len(self.head.bias)}")
        return f"{self.name}: {', '.join(facts)}"

    def trace(
        self,
        x: np.ndarray | Sequence,
        h0: np.ndarray | None = None,
        c0: np.ndarray | None = None,
        lengths: Sequence[int] | None = None,
    ) -> Any:
        """Read a sequence and record everything; of a batch a list, one `NetworkTrace` a sequence.

        Args:
            x: (T, E), a batch (B, T, E), or token numbers (T,) or (B, T) where there is an embedding.
            h0, c0: states to start from, of each layer and direction a row, as an earlier trace's `state`:
                (L, H); of a batch (L, B, H). Zero where not given.
            lengths: steps of each sequence of a batch that are no padding; all where not given.

        Raises:
            ValueError: a shape that does not fit, or a token number outside the embedding.
        """
        given = np.asarray(x)
        if np.issubdtype(given.dtype, np.integer) and self.embedding is not None and given.ndim < 3:
            if given.size and not 0 <= given.min() <= given.max() < len(self.embedding):
                raise ValueError(f"Token numbers must lie between 0 and {len(self.embedding) - 1}.")
            given = self.embedding[given]
        if given.ndim not in (2, 3) or given.shape[-1] != self.features or not given.shape[-2]:
            raise ValueError(
                f"This network reads (T, {self.features}) or a batch (B, T, {self.features}), not {given.shape}."
            )
        if given.ndim == 2:
            if lengths is not None:
                raise ValueError("Lengths are for a batch (B, T, features).")
            return self._read(given, h0, c0)
        ends = [given.shape[1]] * len(given) if lengths is None else [int(end) for end in lengths]
        if len(ends) != len(given) or not all(1 <= end <= given.shape[1] for end in ends):
            raise ValueError(
                f"{len(given)} lengths from 1 to {given.shape[1]} are needed, one a sequence."
            )
        starts = [(_of_sequence(h0, k), _of_sequence(c0, k)) for k in range(len(given))]
        return [
            self._read(row[:end], *start) for row, end, start in zip(given, ends, starts, strict=True)
        ]

    def _read(self, x: np.ndarray, h0: Any, c0: Any) -> NetworkTrace:
        for name, states in (("h0", h0), ("c0", c0)):
            if states is not None and len(states) != len(self.layers):
                raise ValueError(f"{name} needs {len(self.layers)} rows, one a layer and direction.")
        inputs = given = np.asarray(x, np.float32)
        traces: list[Any] = []
        for level in self.levels:
            sides = []
            for layer in level:
                k = len(traces)
                starts = (None if s is None else s[k] for s in (h0, c0))
                traces.append(layer.run(given, *starts))
                h = traces[-1].hidden_state  # in the order in which it was read
                sides.append(h[::-1] if layer.backward else h)
            # what the next level reads: h forward beside h backward
            given = np.concatenate(sides, axis=1)  # (T, D)
        state = [_rows([trace.hidden_state[-1] for trace in traces])]  # (L, H)
        if any(layer.memory for layer in self.layers):
            memories = zip(self.layers, traces, strict=True)
            state.append(_rows([t.cell_state[-1] if layer.memory else None for layer, t in memories]))
        end = np.concatenate([t.hidden_state[-1] for t in traces[-len(self.levels[-1]) :]])  # (D,)
        # scores_t = W·h_t + b
        scores = end_scores = None
        if self.head:
            scores, end_scores = (h @ self.head.weight.T + self.head.bias for h in (given, end))
        return NetworkTrace(inputs, traces, given, end, scores, end_scores, tuple(state))


def _rows(states: list[np.ndarray | None]) -> Any:
    """(L, H); a list of L where the layers differ in size, or some have no memory (None)."""
    sizes = {None if state is None else len(state) for state in states}
    return np.stack(states) if len(sizes) == 1 else states  # type: ignore[arg-type]


def _of_sequence(states: Any, k: int) -> list | None:
    """The rows of one sequence of a batch, from (L, B, H)."""
    return None if states is None else [None if row is None else row[k] for row in states]
