"""A ball that bounces in a square, and two trained networks that say where it goes.

The table is 2 wide: places run from −1 to 1 both ways, and speeds are lengths a frame.
"""

import numpy as np

from . import guessers

AHEAD = 12  # frames that the networks look ahead
SLOWEST, SPEEDIEST = 0.02, 0.12  # lengths a frame that the networks were trained on


def path(place: np.ndarray, velocity: np.ndarray, frames: int) -> np.ndarray:
    """Where a ball is at frame 0, 1, …, (frames, 2): straight on, folded back at each edge.

    Args:
        place: at frame 0, (2,), each −1 … 1.  velocity: (2,), lengths a frame.
    """
    straight = np.add(place, np.multiply.outer(np.arange(frames), velocity))  # (frames, 2)
    there = np.mod(straight + 1, 4)
    return np.where(there < 2, there - 1, 3 - there)


class Guessers(guessers.Guessers):
    """The two networks, with the errors that were measured on balls they had never seen."""

    NAME = "ball"

    def feedforward(self, places: np.ndarray) -> np.ndarray:
        """Guesses from each place alone: (T, 2) → (T, AHEAD, 2)."""
        return super().feedforward(places).reshape(-1, AHEAD, 2)

    def recurrent(self, places: np.ndarray) -> np.ndarray:
        """Guesses from each place and all places before it: (T, 2) → (T, AHEAD, 2)."""
        return super().recurrent(places).reshape(-1, AHEAD, 2)
