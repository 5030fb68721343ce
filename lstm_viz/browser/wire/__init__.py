"""An LSTM that a reader wires by hand: one unit, twelve numbers, goals to reach.

`payload` makes what the browser needs.
"""

from .payload import goals, payload

__all__ = ["goals", "payload"]
