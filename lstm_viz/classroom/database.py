"""The database of the classes: SQLite in one file, or PostgreSQL; the same SQL for both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

SCHEMA = Path(__file__).with_name("schema.sql")
WAIT_SECONDS = 5  # for another's writing, or for a server that does not answer
_LOCK = 174_328  # any number: replicas that start at once make the tables one after the other

Unreachable = OperationalError  # the database can't be reached, or the file can't be written


class Database:
    """Where the rows are.

    Args:
        where: path of a SQLite file, or an address such as `postgresql://user@host/name`.
    """

    def __init__(self, where: str | Path) -> None:
        self.engine = _sqlite(where) if "://" not in str(where) else _server(str(where))
        self.ready = False  # whether the tables are there

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of all tables."""
        self._prepare()
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing."""
        self._prepare()
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    def _prepare(self) -> None:
        """Make the tables, at the first use that reaches the database."""
        if self.ready:
            return
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                run(connection, "SELECT pg_advisory_xact_lock(:lock)", lock=_LOCK)
            lines = SCHEMA.read_text("utf-8").splitlines()
            for statement in "\n".join(line.split("--")[0] for line in lines).split(";"):
                if statement.strip():
                    run(connection, statement)
        self.ready = True


def run(connection: Connection, sql: str, **values: Any) -> Any:
    """One statement; values only ever go in by name, never into the text."""
    return connection.execute(text(sql), values)


def _server(address: str) -> Engine:
    url = make_url(address)
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    return create_engine(
        url,
        pool_pre_ping=True,  # a server that went and came back is noticed before it is needed
        pool_size=10,
        pool_timeout=WAIT_SECONDS,
        connect_args={"connect_timeout": WAIT_SECONDS},
    )


def _sqlite(path: str | Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where `begin` below says so
        connection.execute("PRAGMA journal_mode = WAL")  # readers don't wait for a writer
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a writer waits for its turn at once: who first reads and then writes could be refused
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
