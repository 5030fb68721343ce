"""The pictures of recurrence that move by themselves in the browser, and what Python sends them.

Each component is HTML, CSS and JavaScript, mounted by `lstm_viz.ui.recurrence`. What they share with the
LSTM's stepper (elements, steps, keys, predictions) is the stepper's own.
"""

from pathlib import Path

from lstm_viz.browser import stage

_HERE, _CELL = Path(__file__).parent, Path(stage.__file__).parent


def _read(folder: Path, names: str, ending: str) -> str:
    return "\n".join((folder / f"{name}.{ending}").read_text("utf-8") for name in names.split())


HTML = stage.HTML
# The recurrent cell: the stepper's own controls around parts of its own.
CELL_JS = "\n".join(
    [
        _read(_CELL, "dom arrays rounding store timeline share next", "js"),
        _read(_HERE, "network unroll numbers recurrent", "js"),
    ]
)
CELL_CSS = stage.CSS + _read(_HERE, "recurrent", "css")
# Pictures of their own, with the stepper's looks.
_SHARED = _read(_CELL, "dom arrays rounding", "js")
BALL_JS = "\n".join([_SHARED, _read(_HERE, "ball_network ball", "js")])
BALL_CSS = stage.CSS + _read(_HERE, "alone ball", "css")
ACTIVATION_JS = "\n".join([_SHARED, _read(_HERE, "activation", "js")])
ACTIVATION_CSS = stage.CSS + _read(_HERE, "alone activation", "css")
BACKPROP_JS = "\n".join([_SHARED, _read(_HERE, "backprop", "js")])
BACKPROP_CSS = stage.CSS + _read(_HERE, "alone backprop", "css")
GRADIENTS_JS = "\n".join([_SHARED, _read(_HERE, "gradients", "js")])
GRADIENTS_CSS = stage.CSS + _read(_HERE, "alone gradients", "css")
