"""The route from which a browser gets a model's weights: once, for they are kept for ever."""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lstm_viz.browser.engine import payload
from lstm_viz.models import checkpoints

from .served import below, unchanging

_TYPE = "application/octet-stream"
_FILE = re.compile(r"(.+)-[0-9a-f]{16}\.safetensors")


async def weights(request: Request) -> Response:
    """The file of a shipped language model as it is on disk, float16."""
    asked = request.path_params["file"]
    match = _FILE.fullmatch(asked)
    name = match[1] if match else asked
    try:
        address = payload.address(name)
    except checkpoints.ModelError as problem:
        return PlainTextResponse(str(problem), status_code=404)
    if address != f"weights/{asked}":
        sentence = "The app has got another version of this model: load the page again."
        return PlainTextResponse(sentence, status_code=404)
    return await unchanging(request, checkpoints.shipped(name), _TYPE)


def route(base: str = "") -> Route:
    """The route under the path at which the app is served (Streamlit's `server.baseUrlPath`)."""
    return Route(f"{below(base)}/weights/{{file:path}}", weights)
