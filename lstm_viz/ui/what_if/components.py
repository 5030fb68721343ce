"""The page's browser components."""

from collections.abc import Callable
from typing import Any

from lstm_viz.ui.component import component


def _lab(name: str) -> Callable[..., Any]:
    css = f"lab/shared.css lab/{name}.css"
    return component(f"what_if_{name}", f"lab/{name}.js", css, f'<div class="{name} lab"></div>\n')


strip, path = _lab("strip"), _lab("path")
