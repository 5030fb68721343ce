"""Streamlit's own files over the wire: each is compressed once, at its first request, and kept.

Streamlit sends its scripts and styles as they are (4.7 MB for Plotly alone). Starlette's
`GZipMiddleware` would compress them anew for every visitor; the files never change while the server
runs, so that a few megabytes of memory spare that work. Browsers take Brotli at a quality that the first
visitor can wait for: 1.18 MB for Plotly in 0.4 s. The smallest form (1.06 MB) takes 9 s, 25 s for all files,
and a server that has just started has better to do.
"""

import gzip
from functools import cache
from pathlib import Path

import brotli
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

TYPES = {".js": "text/javascript", ".css": "text/css"}  # fonts and pictures are compressed already
FOREVER = "public, immutable, max-age=31536000"  # a file's name holds the digest of its content


class CompressedFiles:
    """ASGI middleware: answers requests for Streamlit's scripts and styles in Brotli or gzip.

    All else passes untouched: other paths, websockets, visitors who take neither.
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
        form = accepted(Headers(scope=scope)) if file and asked else None
        if file and form:
            content = await to_thread.run_sync(compressed, file, form)
            headers = {"content-encoding": form, "cache-control": FOREVER, "vary": "accept-encoding"}
            await Response(content, headers=headers, media_type=TYPES[file.suffix])(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def accepted(headers: Headers) -> str | None:
    """The better of “br” and “gzip” that a browser takes; None where it takes neither."""
    given = [part.replace(" ", "").lower() for part in headers.get("accept-encoding", "").split(",")]
    takes = {name for name, _, q in (part.partition(";q=") for part in given) if q.strip("0.") or not q}
    return next((form for form in ("br", "gzip") if form in takes), None)


@cache
def compressed(file: Path | bytes, form: str) -> bytes:
    """A file that never changes, or its content, as “br” or “gzip”."""
    content = file.read_bytes() if isinstance(file, Path) else file
    return gzip.compress(content, mtime=0) if form == "gzip" else brotli.compress(content, quality=9)
