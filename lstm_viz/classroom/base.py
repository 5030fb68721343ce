"""The classes' place, and who leads one."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from . import rows as part
from .codes import hashed
from .database import Database, run
from .errors import NotTheTeacher

NOT_LED = "Only the teacher who started this class can do that. Open the class's secret link again."


class Base:
    """What all parts of the store share.

    Args:
        where: path of a SQLite file, or an address such as `postgresql://user@host/name`.
        clock: seconds since 1970.
    """

    def __init__(self, where: str | Path, clock: Callable[[], float] = time.time) -> None:
        self.database = Database(where)
        self.clock = clock

    def is_teacher(self, code: str, secret: str) -> bool:
        """Whether this secret leads this class, also after its end."""
        sql = "SELECT 1 FROM classes WHERE code = :code AND secret = :secret"
        with self.database.reading() as rows:
            return run(rows, sql, code=code, secret=hashed(secret)).first() is not None

    def _change(self, rows: Connection, code: str, secret: str, what: str = "", **values: Any) -> int:
        """Change the row of a class that goes on, as its teacher; the new version."""
        what = ", ".join(filter(None, ["version = version + 1", what]))
        found = run(
            rows,
            f"UPDATE classes SET {what} WHERE code = :code AND secret = :secret RETURNING version",
            code=code,
            secret=hashed(secret),
            **values,
        ).first()
        part.going_on(rows, code, self.clock(), ended="ended" not in what)
        if found is None:
            raise NotTheTeacher(NOT_LED)
        return found.version
