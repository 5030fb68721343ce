"""What the bouncing ball's picture gets: both networks, and a first throw."""

from lstm_viz.browser.packing import encode
from lstm_viz.models.ball import AHEAD, SLOWEST, SPEEDIEST, Guessers

# 41 frames after this throw the ball is about to bounce off the left edge
FIRST = {"place": [-0.75, 0.35], "velocity": [0.075, -0.055], "frames": 40}


def payload(guessers: Guessers) -> dict:
    """Plain JSON values."""
    return {
        "id": "ball",
        "weights": {name: encode(array) for name, array in guessers.tensors.items()},
        "ahead": AHEAD,
        "slowest": SLOWEST,
        "speediest": SPEEDIEST,
        "first": FIRST,
    }
