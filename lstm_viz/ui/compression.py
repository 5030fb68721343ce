"""Streamlit's own files over the wire: each is compressed once, at its first request, and kept.

Streamlit sends its scripts and styles as they are (4.7 MB for Plotly alone). Starlette's
`GZipMiddleware` would compress them anew for every visitor; the files never change while the server
runs, so that a few megabytes of memory spare that work. Browsers take Brotli: the first of them gets what
half a second makes, and from then on a thread of its own works out the smallest form (15 s for Plotly,
a quarter smaller than gzip).
"""

import gzip
from functools import cache
from pathlib import Path
from threading import Lock, Thread

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


def compressed(file: Path | bytes, form: str) -> bytes:
    """A file that never changes, or its content, as “br” or “gzip”."""
    return _gzip(file) if form == "gzip" else _smallest.get(file) or _quick(file)


def _read(file: Path | bytes) -> bytes:
    return file.read_bytes() if isinstance(file, Path) else file


@cache
def _gzip(file: Path | bytes) -> bytes:
    return gzip.compress(_read(file), mtime=0)


@cache
def _quick(file: Path | bytes) -> bytes:
    """In Brotli at once; the smallest form follows."""
    Thread(target=_squeeze, args=(file,), daemon=True).start()
    return brotli.compress(_read(file), quality=5)


_smallest: dict[Path | bytes, bytes] = {}
_one_at_a_time = Lock()  # beside the readers' own work


def _squeeze(file: Path | bytes) -> None:
    with _one_at_a_time:
        _smallest[file] = brotli.compress(_read(file), quality=11)
