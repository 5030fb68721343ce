"""The stepper as a component; stepping, playing and scrubbing send nothing to the server."""

from .component import component

_mount = component("lstm_stepper", "stage/stepper.js", "shared/shared.css")


def stepper(data: dict, key: str, on_take=lambda: None):
    """Draw the stepper.

    Args:
        data: what `lstm_viz.browser.stage.payload` gives.
        on_take: called when the reader chooses a next word; `component.taken` tells which.
    """
    return _mount(key=key, data=data, on_take_change=on_take)
