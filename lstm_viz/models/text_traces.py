"""What the pass of each cell over a text is: the cell's `Trace`, and the text beside it."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lstm_viz.nn import gru, gru_before, lstm, peephole, relu, rnn


@dataclass(frozen=True)
class Reading:
    """What was read: the text's side of a trace."""

    tokens: list[str]  # T strings, as the model reads them
    known: list[bool]  # T, False where the token is outside the vocabulary
    ids: np.ndarray  # (T,) int64


class Recorded(Protocol):
    """What the pass of every cell over a text has."""

    @property
    def ids(self) -> np.ndarray: ...  # (T,) int64

    @property
    def tokens(self) -> list[str]: ...  # T strings

    @property
    def hidden_state(self) -> np.ndarray: ...  # h_t (T, H)

    def __len__(self) -> int: ...


@dataclass(frozen=True)
class TextTrace(lstm.Trace, Reading):
    """A pass of an LSTM over a text."""


@dataclass(frozen=True)
class PeepholeTextTrace(peephole.Trace, Reading):
    """A pass of a peephole LSTM over a text."""


@dataclass(frozen=True)
class RNNTextTrace(rnn.Trace, Reading):
    """A pass of a plain recurrent network over a text."""


@dataclass(frozen=True)
class GRUTextTrace(gru.Trace, Reading):
    """A pass of a gated recurrent unit over a text."""


@dataclass(frozen=True)
class ReluTextTrace(relu.Trace, Reading):
    """A pass of a plain recurrent network with ReLU over a text."""


@dataclass(frozen=True)
class GRUBeforeTextTrace(gru_before.Trace, Reading):
    """A pass of a gated recurrent unit whose reset gate acts before the product over a text."""
