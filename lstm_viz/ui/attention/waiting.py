"""Steps that wait for one another as a Streamlit component; stepping sends nothing to the server."""

from lstm_viz.browser import waiting
from lstm_viz.ui.component import component

_mount = component(
    "waiting", "waiting/waiting.js", "shared/shared.css shared/alone.css waiting/waiting.css"
)


def show(tokens: list[str], layers: int, key: str) -> object:
    """Draw both networks reading these tokens, step by step."""
    return _mount(key=key, data=waiting.payload(tokens, layers))
