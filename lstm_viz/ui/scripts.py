"""The route from which a browser gets a component's script and styles: once, for they are kept for ever.

Streamlit sends a component's code with every message about it: 220 kB for the stage, at each new text and to
each reader, and far more than what is told with it. So where the app has routes of its own a message carries
a line that fetches the code; where it has none (a host that runs app.py as a plain script) the code itself.
"""

import hashlib
import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from .served import below, unchanging

# Top-level await: the browser draws the component once its code is here. The styles come with it.
_FETCH = """
const { default: draw, styles } = await import(new URL("%s", location.href).href);
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
export default function (component) {
  const root = component.parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  return draw(component);
}
"""
_served: dict[str, bytes] = {}  # by address, while the app answers there
_answers = False


@dataclass(frozen=True)
class Code:
    """What Streamlit is told of a component's code."""

    js: str
    css: str


def code(name: str, script: str, css: str) -> Code:
    """The line that fetches script and styles, or both as they are where nobody would answer.

    Args:
        name: of the component.
        script: a module with one default export.
        css: its styles.
    """
    if not _answers:
        return Code(script, css or "\n")
    content = f"{script}\nexport const styles = {json.dumps(css)};\n".encode()
    digest = hashlib.sha256(content).hexdigest()[:16]
    address = f"scripts/{name}-{digest}.js"
    _served[address] = content
    return Code(_FETCH % address, "\n")


def answer() -> None:
    """From now on there is a route: to be called before the first component is drawn."""
    global _answers
    _answers = True


async def script(request: Request) -> Response:
    """The code of one component; its address is another one when the code is."""
    content = _served.get(f"scripts/{request.path_params['file']}")
    if content is None:
        sentence = "The app has got another version of this script: load the page again."
        return PlainTextResponse(sentence, status_code=404)
    return await unchanging(request, content, "text/javascript")


def route(base: str = "") -> Route:
    """The route under the path at which the app is served (Streamlit's `server.baseUrlPath`)."""
    return Route(f"{below(base)}/scripts/{{file}}", script)
