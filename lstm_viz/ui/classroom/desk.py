"""The desk: a code to start or to join a class with. It talks to the routes of a class by itself."""

from lstm_viz.ui.component import component

_mount = component(
    "lstm_class_desk", "classroom/desk.js", "classroom/desk.css", html='<div class="desk"></div>\n'
)


def draw() -> None:
    """Draw it."""
    _mount(key="class-desk", data={})
