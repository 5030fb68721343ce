"""The gradients through time of several networks on one sentence, as the browser gets them."""

import numpy as np

from lstm_viz.browser.packing import digest, encode
from lstm_viz.look.narration import show
from lstm_viz.models.cells import COMPARED
from lstm_viz.nn.gradients import ThroughTime


def payload(tokens: list[str], found: dict[str, ThroughTime], start: int, asked: str = "") -> dict:
    """Plain JSON values.

    Args:
        found: by cell name, "rnn", "lstm", "gru".
        start: the word whose loss is shown first, 1 … T − 1.
        asked: what a loss asks for, where it is not the word that stands there.
    """
    networks = []
    for cell, gradients in found.items():
        arrays = {
            n: getattr(gradients, n) for n in ("hidden", "inputs", "cell", "belt", "best", "losses")
        }
        networks.append(
            {
                "name": COMPARED[cell].title,
                "colour": COMPARED[cell].style.colour,
                "dash": COMPARED[cell].style.dash,
                "gate": COMPARED[cell].carries,
                **{n: encode(np.nan_to_num(a)) for n, a in arrays.items() if a is not None},
            }
        )
    return {
        "id": digest(tokens, start, asked, *(np.nan_to_num(g.hidden) for g in found.values())),
        "tokens": [show(token) for token in tokens],
        "networks": networks,
        "start": start,
        "asked": asked,
    }
