"""The films component: what a ConvLSTM sees and expects, picture by picture, with its gates as pictures.

`payload` makes what the browser needs; `HTML`, `CSS` and `JS` are the component, mounted by
`lstm_viz.ui.films`.
"""

from pathlib import Path

from .. import cell, heads
from .payload import payload

__all__ = ["CSS", "HTML", "JS", "payload"]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML = cell.HTML
CSS = cell.CSS + _read("films.css")
JS = "\n".join([cell.COMMON_JS, heads.PLAYER_JS, _read("films.js")])
