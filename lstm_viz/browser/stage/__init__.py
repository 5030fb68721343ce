"""The stage: the LSTM cell as a picture that reads and steps by itself in the browser.

`payload` makes what the browser needs of one pass.
"""

from .layers import layers
from .payload import LIMITS, live, next_words, payload, readout, unknown_words, word_map

__all__ = ["LIMITS", "layers", "live", "next_words", "payload", "readout", "unknown_words", "word_map"]
