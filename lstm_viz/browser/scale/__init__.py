"""The scale component: sizes as squares, true to scale, that one flies through from ours to GPT-3's.

`payload` makes what the browser needs; `HTML`, `CSS` and `JS` are the component, mounted by
`lstm_viz.ui.scale`.
"""

from pathlib import Path

from lstm_viz.browser import stage

from .payload import STEP_MM, WORDS_A_MINUTE, line_of, payload, reading_time

__all__ = ["CSS", "HTML", "JS", "STEP_MM", "WORDS_A_MINUTE", "line_of", "payload", "reading_time"]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML = stage.HTML
CSS = stage.CSS + _read("scale.css")
JS = stage.COMMON_JS + _read("scale.js")
