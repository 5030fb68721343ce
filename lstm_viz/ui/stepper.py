"""The stepper as a component; stepping, playing and scrubbing send nothing to the server."""

from .component import component

_mount = component("lstm_stepper", "stage/stage.js", "shared/shared.css stage/stage.css")


def stepper(data: dict, key: str, on_take=lambda: None, on_text=lambda: None):
    """Draw the stepper.

    Args:
        data: what `lstm_viz.browser.stage.payload` gives.
        on_take: called when the reader chooses a next word; `component.taken` tells which.
        on_text: called a moment after the reader has typed or tried something; `.text` is then
            {"text", "holds", "t", "pinned", "transplant"}, see live.js.
    """
    return _mount(key=key, data=data, on_take_change=on_take, on_text_change=on_text)
