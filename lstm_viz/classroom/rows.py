"""Parts of a transaction of the store: what stands in the tables about one class."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from .asked import Asked, read
from .codes import hashed
from .database import run
from .errors import NoClass, NotNow
from .form import Form
from .snapshot import Said

LASTS = 12 * 3600.0  # seconds until a class ends by itself
MOST_WORDS = 60  # different words that are told of one question
GONE = "No class has this code now. Look at the code again, or ask your teacher for a new one."


@dataclass(frozen=True)
class Row:
    """One question of a class, as it stands."""

    number: int
    phase: str
    what: Asked


def going_on(rows: Connection, code: str, now: float, ended: bool = True) -> None:
    """Refuse a class that is none, or over (unless `ended` by its teacher does not count)."""
    found = run(rows, "SELECT created, ended FROM classes WHERE code = :code", code=code).first()
    if found is None:
        raise NoClass(GONE)
    if now > found.created + LASTS or (ended and found.ended is not None):
        raise NoClass("This class is over.")


def is_member(rows: Connection, code: str, member: str) -> bool:
    sql = "SELECT 1 FROM members WHERE code = :code AND member = :member"
    return run(rows, sql, code=code, member=hashed(member)).first() is not None


def asked(rows: Connection, code: str, lock: bool = False) -> Row | None:
    """The question asked last; `lock`ed, who closes it waits until this transaction is done."""
    share = " FOR SHARE" if lock and rows.dialect.name == "postgresql" else ""
    sql = "SELECT * FROM questions WHERE code = :code ORDER BY number DESC LIMIT 1"
    found = run(rows, sql + share, code=code).first()
    return found and Row(found.number, found.phase, read(json.loads(found.content)))


def all_asked(rows: Connection, code: str) -> list[Row]:
    sql = "SELECT * FROM questions WHERE code = :code ORDER BY number"
    found = run(rows, sql, code=code)
    return [Row(row.number, row.phase, read(json.loads(row.content))) for row in found]


def asked_of(rows: Connection, code: str, member: str, number: int) -> Row:
    """The question that a member is about to answer, locked.

    Raises:
        NoClass: whoever asks is not in this class.
        NotNow: another question is asked by now.
    """
    if not is_member(rows, code, member):
        raise NoClass("You are not in this class yet. Join it with its code.")
    found = asked(rows, code, lock=True)
    if found is None or found.number != number:
        raise NotNow("This vote is closed.")
    return found


def counts(rows: Connection, code: str, number: int, options: int) -> Any:
    """Votes for each option, before and after the talk."""
    found = [[0] * options, [0] * options]
    sql = (
        "SELECT round, choice, count(*) AS votes FROM votes "
        "WHERE code = :code AND number = :number GROUP BY round, choice"
    )
    for row in run(rows, sql, code=code, number=number):
        found[row.round - 1][row.choice] = row.votes
    return tuple(map(tuple, found))


def answered(rows: Connection, code: str, number: int) -> int:
    """How many members have given an answer of their own."""
    sql = "SELECT count(*) FROM answers WHERE code = :code AND number = :number"
    return run(rows, sql, code=code, number=number).scalar()


def words(rows: Connection, code: str, number: int) -> Said:
    """The words of the class, the most frequent first: word, how many said it, whether it is hidden."""
    at = {"code": code, "number": number}
    sql = "SELECT word FROM hidden WHERE code = :code AND number = :number"
    hidden = {row.word for row in run(rows, sql, **at)}
    sql = (
        "SELECT content, count(*) AS said FROM answers WHERE code = :code AND number = :number "
        "GROUP BY content ORDER BY count(*) DESC, content LIMIT :most"
    )
    found = [(json.loads(row.content), row.said) for row in run(rows, sql, most=MOST_WORDS, **at)]
    return tuple((word, said, word in hidden) for word, said in found)


def forms(rows: Connection, code: str, number: int) -> dict[str, Sequence[int]]:
    """What was handed in: digest of a member → their choices."""
    sql = "SELECT member, content FROM answers WHERE code = :code AND number = :number"
    return {row.member: json.loads(row.content) for row in run(rows, sql, code=code, number=number)}


def form_before(rows: Connection, code: str) -> tuple[int, Form] | None:
    """The last first form that was closed, with its number."""
    for row in reversed(all_asked(rows, code)):
        if isinstance(row.what, Form) and row.what.name == "before" and row.phase == "closed":
            return row.number, row.what
    return None
