"""What the picture of the activation functions gets: the functions and their slopes on a grid of z."""

import numpy as np

from lstm_viz.browser.packing import encode
from lstm_viz.nn.activations import ACTIVATIONS

Z = np.round(np.linspace(-5, 5, 201), 2)


def payload() -> dict:
    """Plain JSON values."""
    return {
        "z": encode(Z),
        "start": int(np.argmin(np.abs(Z - 1.5))),
        "layers": 10,
        "functions": [
            {
                "name": a.name,
                "formula": a.formula,
                "slope_formula": a.slope_formula,
                "f": encode(a.f(Z)),
                "slope": encode(a.slope(Z)),
                "steepest": a.steepest,
            }
            for a in ACTIVATIONS
        ],
    }
