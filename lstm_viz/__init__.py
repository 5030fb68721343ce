"""lstm_viz: watch a small, really trained LSTM read.

>>> import lstm_viz
>>> model = lstm_viz.load_model("everyday")
>>> trace = model.trace("The dog runs")
>>> trace.tokens, trace.forget_gate.shape
(['the', 'dog', 'runs'], (3, 160))
"""

from lstm_viz.inputs.text import EmptyText, TextError, Vocabulary
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.models.language import LanguageModel, load_model, model_names, snapshot_names
from lstm_viz.models.opened import Network, NetworkTrace, open
from lstm_viz.nn import gru, lstm, peephole, rnn
from lstm_viz.outside import show, to_html

__all__ = [
    "EmptyText",
    "LanguageModel",
    "ModelError",
    "Network",
    "NetworkTrace",
    "TextError",
    "Vocabulary",
    "gru",
    "load_model",
    "lstm",
    "model_names",
    "open",
    "peephole",
    "rnn",
    "show",
    "snapshot_names",
    "to_html",
]
