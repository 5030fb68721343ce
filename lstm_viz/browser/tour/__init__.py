"""The tour: stops through the pages, each asking for one action that the browser notices.

`STOPS` is the tour as data; `Progress` is how far a visitor has come.
"""

from .progress import OWN_TEXT, STOPS, Progress, Stop

__all__ = ["OWN_TEXT", "STOPS", "Progress", "Stop"]
