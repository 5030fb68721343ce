"""lstm_viz: watch a small, really trained LSTM read.

>>> import lstm_viz
>>> model = lstm_viz.load_model("everyday")
>>> trace = model.trace("The dog runs")
>>> trace.tokens, trace.forget_gate.shape
(['the', 'dog', 'runs'], (3, 160))
"""

from . import gru, lstm, rnn
from .checkpoints import ModelError
from .model import LanguageModel, load_model, model_names, snapshot_names
from .text import EmptyText, TextError, Vocabulary

__all__ = [
    "EmptyText",
    "LanguageModel",
    "ModelError",
    "TextError",
    "Vocabulary",
    "gru",
    "load_model",
    "lstm",
    "model_names",
    "rnn",
    "snapshot_names",
]
