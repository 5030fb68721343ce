"""Stores of both kinds to run the same tests on."""

from itertools import count

import pytest

from lstm_viz.classroom import Store
from lstm_viz.ui import class_routes
from tests.classroom import postgresql
from tests.classroom.asking import serving

numbers = count()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server."""
    with postgresql.running() as server:
        yield server


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """Where a store can be: a new SQLite file, or a new database of a real PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / "classes.sqlite3"
    return request.getfixturevalue("server").database(f"classes_{next(numbers)}")


@pytest.fixture
def store(place, clock):
    store = Store(place, clock)
    yield store
    store.database.engine.dispose()


@pytest.fixture
def web(tmp_path, monkeypatch):
    """A server with the routes alone, whose news wait a second at most."""
    monkeypatch.setattr(class_routes, "WAIT_SECONDS", 1)
    store = Store(tmp_path / "classes.sqlite3")
    with serving(store) as client:
        yield client
    store.database.engine.dispose()
