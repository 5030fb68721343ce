"""The tour: stops through the pages, each asking for one action that the browser notices.

`STOPS` is the tour as data; `Progress` is how far a visitor has come; `JS` listens in the page and is
mounted by `lstm_viz.ui.tour`.
"""

from pathlib import Path

from .progress import OWN_TEXT, STOPS, Progress, Stop

__all__ = ["JS", "OWN_TEXT", "STOPS", "Progress", "Stop"]

JS = (Path(__file__).parent / "listen.js").read_text("utf-8")
