"""The films component: what a ConvLSTM sees and expects, picture by picture, with its gates as pictures.

`payload` makes what the browser needs.
"""

from .payload import payload

__all__ = ["payload"]
