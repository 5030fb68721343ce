"""The page's pictures as components; playing with them sends nothing to the server."""

from collections.abc import Callable

from lstm_viz.browser.recurrence import ball_payload
from lstm_viz.models.ball import Guessers
from lstm_viz.ui.component import component

_cell = component(
    "recurrent_stepper",
    "recurrence/recurrent.js",
    "shared/shared.css stage/stage.css stage/phone.css recurrence/recurrent.css",
)
_ball = component(
    "bouncing_ball", "recurrence/ball.js", "shared/shared.css shared/alone.css recurrence/ball.css"
)


def recurrent_stepper(data: dict, key: str, on_take: Callable[[], None] = lambda: None) -> object:
    """Draw the recurrent cell.

    Args:
        data: what `browser.recurrence.cell_payload.payload` gives.
        on_take: called when the reader chooses a next word, as by the LSTM's stepper.
    """
    return _cell(key=key, data=data, on_take_change=on_take)


def bouncing_ball(guessers: Guessers) -> None:
    """Draw the table, the ball, and what both networks expect of it."""
    _ball(key="ball", data=ball_payload.payload(guessers))
