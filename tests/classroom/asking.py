"""A server with the routes of a class, and requests to it."""

import threading
import time
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lstm_viz.ui.class_routes import Routes


@contextmanager
def serving(store, base=""):
    with TestClient(Starlette(routes=Routes(lambda: store).under(base))) as client:
        yield client


@contextmanager
def listening(app):
    """A server on a free port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def by(token):
    return {"authorization": f"Bearer {token}"} if token else {}


def post(web, path, token="", said=None):
    answer = web.post(f"/class/{path}", json={} if said is None else said, headers=by(token))
    return answer.status_code, answer.json()


def start(web):
    return post(web, "start")[1].values()


def join(web, code):
    return post(web, f"{code}/join")[1]["member"]


def news(web, code, token, since="", role="students"):
    answer = web.get(f"/class/{code}/news", params={"since": since, "as": role}, headers=by(token))
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()
