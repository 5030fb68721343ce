"""What the linear head of somebody's own network says at every step, as the panel beside the cell."""

from collections.abc import Sequence

import numpy as np

from lstm_viz.inputs.text import END, UNKNOWN
from lstm_viz.models.opened.text import PAD

from .payload import readout


def head(scores: np.ndarray, labels: Sequence[str], step_name: str, words: bool) -> dict:
    """A `readout` of the head's scores.

    Args:
        scores: (T, K), in the order in which the layer in the picture reads.  labels: K names.
        step_name: what a step reads.
        words: whether the labels are the tokens that are read, so that a text goes on with one.
    """
    if words:
        return readout(
            scores,
            list(labels),
            "What comes next?",
            f"Its head gives every {step_name} of its vocabulary a probability; these are the "
            "likeliest. Choose one and the text goes on with it from here.",
            takes=True,
            special=[UNKNOWN, END, PAD],
        )
    return readout(
        scores,
        list(labels),
        "What does it say here?",
        f"The softmax of its head at this {step_name}: a probability for each class.",
    )
