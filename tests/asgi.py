"""An app's answer to one request, without a server."""

import asyncio

from starlette.applications import Starlette
from starlette.routing import Route


def answer(route: Route, path: str, accepts: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body that a reader gets who takes these encodings."""
    sent = []

    async def receive():  # the reader waits
        await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [(b"accept-encoding", accepts.encode())],
        "query_string": b"",
        "extensions": {},
    }
    asyncio.run(Starlette(routes=[route])(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent)
