"""The stepper: the LSTM cell as a picture that steps by itself in the browser.

`payload` makes what the browser needs of one pass; `HTML`, `CSS` and `JS` are the component,
mounted by `lstm_viz.ui.stepper`.
"""

from pathlib import Path

from .payload import next_words, payload, readout, unknown_words, word_map

__all__ = [
    "COMMON_JS",
    "CSS",
    "HTML",
    "JS",
    "next_words",
    "payload",
    "readout",
    "unknown_words",
    "word_map",
]


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


HTML, CSS = _read("stepper.html"), _read("stepper.css")
# One idea a file; the browser gets them as one module, with the entry point last.
_PARTS = "dom arrays rounding store timeline share picture formula next map lines plots".split()
_PARTS += ["link", "stepper"]
JS = "\n".join(_read(f"{part}.js") for part in _PARTS)
# What other components share with the stepper: elements, arrays, rounding.
COMMON_JS = "\n".join(_read(f"{part}.js") for part in ("dom", "arrays", "rounding"))
