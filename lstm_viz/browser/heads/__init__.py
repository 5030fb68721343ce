"""The heads component: attention as maps over the words, stepped by itself in the browser.

`payload` makes what the browser needs of one pass.
"""

from .payload import likeliest, payload

__all__ = ["likeliest", "payload"]
