"""Streamlit's own files over the wire: each is compressed once, at its first request, and kept.

Streamlit sends its scripts and styles as they are (4.7 MB for Plotly alone). Starlette's
`GZipMiddleware` would compress them anew for every visitor; the files never change while the server
runs, so that a few megabytes of memory spare that work.
"""

import gzip
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

TYPES = {".js": "text/javascript", ".css": "text/css"}  # fonts and pictures are compressed already
FOREVER = "public, immutable, max-age=31536000"  # a file's name holds the digest of its content


class CompressedFiles:
    """ASGI middleware: answers requests for Streamlit's scripts and styles in gzip.

    All else passes untouched: other paths, websockets, visitors who do not take gzip.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        folder = Path(get_static_dir())
        self.files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in folder.glob("static/**/*")
            if file.suffix in TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self.files.get(scope["path"]) if scope["type"] == "http" else None
        asked = scope["type"] == "http" and scope["method"] == "GET"
        if file and asked and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            content = await to_thread.run_sync(compressed, file)
            headers = {
                "content-encoding": "gzip",
                "cache-control": FOREVER,
                "vary": "accept-encoding",
            }
            await Response(content, headers=headers, media_type=TYPES[file.suffix])(scope, receive, send)
        else:
            await self.app(scope, receive, send)


@cache
def compressed(file: Path) -> bytes:
    """A file that never changes, in gzip."""
    return gzip.compress(file.read_bytes(), mtime=0)
