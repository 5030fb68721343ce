"""The stage in a notebook's output, through anywidget."""

from collections.abc import Sequence
from typing import Any

from lstm_viz.browser.bundle import bundle

from .drawing import drawing


def show(
    network: Any,
    x: Any,
    *,
    layer: int = 0,
    names: Sequence[str] | None = None,
    vocabulary: Sequence[str] | None = None,
    **view: Any,
) -> Any:
    """The stage as a widget: step through the pass and hold gates in the cell's output.

    Its `tried` is what the reader typed and held last: {"text", "holds", "t", …}.

    Args:
        network, x, layer, names, vocabulary: as for `lstm_viz.outside.drawing.drawing`.
        view: what stands there at first: `start` (a step), `unit`, `level` ("story", "units", "formula").

    Raises:
        ImportError: anywidget is missing.
        ModelError, TextError, ValueError: as there.
    """
    try:
        import anywidget
        import traitlets
    except ImportError as missing:
        raise ImportError(
            "The stage in a notebook needs anywidget: pip install 'lstm-viz[notebook]'."
        ) from missing

    class Stage(anywidget.AnyWidget):
        """One pass on the stage."""

        _esm = bundle("outside/notebook.js")
        data = traitlets.Dict().tag(sync=True)
        css = traitlets.Unicode().tag(sync=True)
        weights = traitlets.Bytes(allow_none=True).tag(sync=True)
        tried = traitlets.Dict().tag(sync=True)

    drawn = drawing(network, x, layer, names, vocabulary)
    return Stage(data=drawn.shown(view), css=drawn.css, weights=drawn.weights)
