"""The waiting component: an LSTM's steps light up one after the other, a Transformer's all at once.

`payload` makes what the browser needs.
"""

from lstm_viz.look.narration import brief
from lstm_viz.look.roles import ATTENTION, HIDDEN


def payload(tokens: list[str], layers: int) -> dict:
    """All that the component shows; plain JSON values.

    Args:
        tokens: T of them, as both networks read them.
        layers: how many the Transformer has: as many steps wait for one another in it.
    """
    return {
        "tokens": [brief(token) for token in tokens],
        "layers": layers,
        "colours": {"lstm": HIDDEN.colour, "transformer": ATTENTION},
    }
