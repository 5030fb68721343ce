"""The stage: the LSTM cell as a picture that reads and steps by itself in the browser.

`payload` makes what the browser needs of one pass.
"""

from .head import head
from .layers import layers
from .payload import (
    LIMITS,
    NOTHING_KNOWN,
    live,
    live_own,
    next_words,
    payload,
    readout,
    unknown_words,
    word_map,
)

__all__ = [
    "LIMITS",
    "NOTHING_KNOWN",
    "head",
    "layers",
    "live",
    "live_own",
    "next_words",
    "payload",
    "readout",
    "unknown_words",
    "word_map",
]
