"""The stage in one HTML file: no server, no network, opens by double click."""

import base64
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from lstm_viz.browser.bundle import bundle

from .drawing import drawing

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; connect-src blob:; img-src data:">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ margin: 0; font: 15px system-ui, sans-serif; background: light-dark(#fff, #14131c) }}
h1 {{ margin: 10px 14px 0; font-size: 17px }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<div id="stage"></div>
</main>
<script type="application/json" id="data">{data}</script>
<script type="text/css" id="css">{css}</script>
<script type="text/plain" id="weights">{weights}</script>
<script type="module">
{script}</script>
</body>
</html>
"""


def to_html(
    network: Any,
    x: Any,
    path: str | Path | None = None,
    *,
    layer: int = 0,
    names: Sequence[str] | None = None,
    vocabulary: Sequence[str] | None = None,
    **view: Any,
) -> str:
    """The stage with one pass in it, as a page that needs nothing else; a language model's page reads what is
    typed into it.

    Args:
        network, x, layer, names, vocabulary: as for `lstm_viz.outside.drawing.drawing`.
        path: where to write it, if anywhere.
        view: what stands there at first: `start` (a step), `unit`, `level` ("story", "units", "formula").

    Returns:
        The page, UTF-8.

    Raises:
        ModelError, TextError, ValueError: as there.
    """
    drawn = drawing(network, x, layer, names, vocabulary)
    title = "An LSTM reads your sentence" if drawn.typed else "An LSTM reads a sequence"
    page = PAGE.format(
        title=escape(title),
        data=_inside(json.dumps(drawn.shown(view))),
        css=drawn.css,
        weights=base64.b64encode(drawn.weights or b"").decode(),
        script=bundle("outside/page.js"),
    )
    if path is not None:
        Path(path).write_text(page, encoding="utf-8")
    return page


def _inside(text: str) -> str:
    """JSON that can't end the element in which it stands: the sign < is written by its number."""
    return text.replace("<", "\\u003c")
