"""The scale component: sizes as squares, true to scale, that one flies through from ours to GPT-3's.

`payload` makes what the browser needs; `HTML`, `CSS` and `JS` are the component, mounted by
`lstm_viz.ui.scale`.
"""

from pathlib import Path

from .. import cell
from .payload import STEP_MM, WORDS_A_MINUTE, line_of, payload, reading_time

__all__ = ["CSS", "HTML", "JS", "STEP_MM", "WORDS_A_MINUTE", "line_of", "payload", "reading_time"]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML = cell.HTML
CSS = cell.CSS + _read("scale.css")
JS = cell.COMMON_JS + _read("scale.js")
