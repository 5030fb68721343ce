"""The app's server: what answers where app.py runs as a plain script, and what goes over the wire."""

import asyncio
import gc
import gzip
from pathlib import Path

import brotli
import pytest
from starlette.responses import PlainTextResponse
from streamlit.file_util import get_static_dir
from streamlit.testing.v1 import AppTest

import app
from lstm_viz.models.language import LanguageModel
from lstm_viz.ui import reader
from lstm_viz.ui.compression import CompressedFiles
from tests.pages.scripts import ran

ROOT = Path(__file__).parents[1]
STATIC = Path(get_static_dir())
SCRIPTS = sorted(f"/{file.relative_to(STATIC).as_posix()}" for file in STATIC.glob("static/js/*.js"))


def test_as_a_plain_script_app_py_draws_the_page():
    """A host that knows no server object in app.py, or AppTest."""
    app = ran(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())
    assert app.title[0].value == "Watch an LSTM read your sentence"
    assert app.get("plotly_chart") and app.get("page_link")


def answer(path: str, method: str, accepts: str) -> tuple[dict[bytes, bytes], bytes]:
    """Headers and body that the middleware sends, in front of a server that says “app”."""
    sent = []

    async def app(scope, receive, send):
        await PlainTextResponse("app")(scope, receive, send)

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accepts.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    asyncio.run(CompressedFiles(app)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent)


@pytest.mark.parametrize("path", SCRIPTS[:3])
def test_streamlits_scripts_are_compressed_and_kept_for_ever(path):
    headers, body = answer(path, "GET", "deflate, gzip")
    assert gzip.decompress(body) == (STATIC / path[1:]).read_bytes()
    assert headers[b"content-encoding"] == b"gzip" and headers[b"vary"] == b"accept-encoding"
    assert headers[b"content-type"].startswith(b"text/javascript")
    assert int(headers[b"content-length"]) == len(body)
    assert b"immutable" in headers[b"cache-control"]


@pytest.mark.parametrize("path", SCRIPTS[:3])
@pytest.mark.parametrize("accepts", ["gzip, deflate, br, zstd", "BR;q=1.0, gzip;q=0.5", "br"])
def test_who_takes_brotli_gets_that_and_it_is_the_smaller(path, accepts):
    headers, body = answer(path, "GET", accepts)
    assert headers[b"content-encoding"] == b"br" and headers[b"vary"] == b"accept-encoding"
    assert brotli.decompress(body) == (STATIC / path[1:]).read_bytes()
    assert int(headers[b"content-length"]) == len(body)
    assert len(body) < len(answer(path, "GET", "gzip")[1])


@pytest.mark.parametrize(
    ("path", "method", "accepts"),
    [
        ("/", "GET", "gzip"),
        ("/static/js/../../../config.py", "GET", "gzip"),
        ("/static/js/none.js", "GET", "gzip"),
        (SCRIPTS[0], "POST", "gzip"),
        (SCRIPTS[0], "GET", "zstd"),
        (SCRIPTS[0], "GET", "br;q=0, gzip; q=0.0"),
    ],
)
def test_all_else_passes_untouched(path, method, accepts):
    headers, body = answer(path, method, accepts)
    assert body == b"app" and b"content-encoding" not in headers


def test_websockets_pass_untouched():
    asked = []

    async def app(scope, receive, send):
        asked.append(scope)

    scope = {"type": "websocket", "path": SCRIPTS[0]}
    asyncio.run(CompressedFiles(app)(scope, None, None))
    assert asked == [scope]


def test_before_the_first_visit_the_default_model_is_loaded_and_out_of_the_collectors_sight():
    reader.load.clear()

    async def start():
        async with app.ready(app.app):
            return gc.get_freeze_count(), any(isinstance(o, LanguageModel) for o in gc.get_objects())

    try:
        frozen, seen = asyncio.run(start())
    finally:
        gc.unfreeze()
    assert frozen > 10_000 and not seen
