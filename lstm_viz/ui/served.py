"""What the app's own routes share: where they lie, and how they answer with what never changes."""

from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from .compression import FOREVER, accepted, compressed


def below(base: str) -> str:
    """The path at which the app is served (Streamlit's `server.baseUrlPath`), as a route's path begins.

    >>> below(""), below("/lessons/lstm/")
    ('', '/lessons/lstm')
    """
    return f"/{base.strip('/')}" if base.strip("/") else ""


async def unchanging(request: Request, file: Path | bytes, media_type: str) -> Response:
    """A file, or its content, to be kept by the browser for ever, compressed for who takes that."""
    headers = {"cache-control": FOREVER, "vary": "accept-encoding"}
    form = accepted(request.headers)
    if form:
        content = await to_thread.run_sync(compressed, file, form)
        return Response(content, media_type=media_type, headers=headers | {"content-encoding": form})
    if isinstance(file, bytes):
        return Response(file, media_type=media_type, headers=headers)
    return FileResponse(file, media_type=media_type, headers=headers)
