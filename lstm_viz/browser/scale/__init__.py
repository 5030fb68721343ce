"""The scale component: sizes as squares, true to scale, that one flies through from ours to GPT-3's.

`payload` makes what the browser needs.
"""

from .payload import STEP_MM, WORDS_A_MINUTE, line_of, payload, reading_time

__all__ = ["STEP_MM", "WORDS_A_MINUTE", "line_of", "payload", "reading_time"]
