"""The stepper: the LSTM cell as a picture that steps by itself in the browser.

`payload` makes what the browser needs of one pass.
"""

from .payload import next_words, payload, readout, unknown_words, word_map

__all__ = ["next_words", "payload", "readout", "unknown_words", "word_map"]
