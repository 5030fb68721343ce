"""A request to a class's routes: its body, whose it is, and the answer or the sentence why there is none."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from lstm_viz.classroom import Impossible, NoClass, NotNow, NotTheTeacher
from lstm_viz.classroom.database import Unreachable

LONGEST_BODY = 70_000  # bytes
Answer = dict[str, Any] | Response
FORM = "This is not what a class can read."
UNREACHABLE = "The class's notes can't be reached just now. What was confirmed is kept; it is tried again by itself."
STATUS = {Impossible: 400, NotTheTeacher: 403, NoClass: 404, NotNow: 409}


def answering(
    handle: Callable[[Request], Awaitable[Answer]],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that says in JSON what `handle` gives, or why it refuses."""

    async def endpoint(request: Request) -> Response:
        try:
            answer = await handle(request)
            response = answer if isinstance(answer, Response) else JSONResponse(answer)
        except tuple(STATUS) as problem:
            response = JSONResponse({"problem": str(problem)}, STATUS[type(problem)])
        except HTTPException as problem:
            response = JSONResponse({"problem": problem.detail}, problem.status_code)
        except Unreachable:
            response = JSONResponse({"problem": UNREACHABLE}, 503)
        response.headers["cache-control"] = "no-store"
        return response

    return endpoint


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object that was sent."""
    content = b""
    try:
        async for piece in request.stream():
            content += piece
            if len(content) > LONGEST_BODY:
                raise HTTPException(413, "This is too long for a class. Take a shorter text.")
        said = json.loads(content)
    except (ValueError, RecursionError, ClientDisconnect) as problem:
        raise Impossible(FORM) from problem
    if not isinstance(said, dict):
        raise Impossible(FORM)
    return said


def token_of(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token[:100] if kind.lower() == "bearer" else ""


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""
