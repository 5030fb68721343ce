"""The heads component: attention as maps over the words, stepped by itself in the browser.

`payload` makes what the browser needs of one pass; `HTML`, `CSS` and `JS` are the component,
mounted by `lstm_viz.ui.heads`.
"""

from pathlib import Path

from lstm_viz.browser import stage

from .payload import likeliest, payload

__all__ = ["CSS", "HTML", "JS", "PLAYER_JS", "likeliest", "payload"]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML = stage.HTML
CSS = stage.CSS + _read("heads.css")
PLAYER_JS = _read("player.js")
_PARTS = ("store", "words", "matrix", "row", "formula", "overview", "expect", "heads")
JS = "\n".join([stage.COMMON_JS, PLAYER_JS, *(_read(f"{part}.js") for part in _PARTS)])
