"""The films component: what a ConvLSTM sees and expects, picture by picture, with its gates as pictures.

`payload` makes what the browser needs; `HTML`, `CSS` and `JS` are the component, mounted by
`lstm_viz.ui.films`.
"""

from pathlib import Path

from lstm_viz.browser import heads, stage

from .payload import payload

__all__ = ["CSS", "HTML", "JS", "payload"]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML = stage.HTML
CSS = stage.CSS + _read("films.css")
JS = "\n".join([stage.COMMON_JS, heads.PLAYER_JS, _read("films.js")])
