"""What a class does and what is kept of it; every function is one transaction.

`code` is always the four letters, `secret` the teacher's, `member` the token that `join` gave.
"""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from .codes import hashed, new_code, new_token
from .database import Database, run
from .errors import Impossible, NoClass, NotNow, NotTheTeacher
from .question import PHASES, ROUNDS, Question

LASTS = 12 * 3600.0  # seconds until a class ends by itself
KEPT = 24 * 3600.0  # seconds from its end until everything about it is deleted
HERE = 60.0  # seconds since somebody was seen last, until they count as gone
LONGEST_STATE = 64_000  # characters of JSON
MOST_MEMBERS = 2000  # of one class

_GONE = "No class has this code now. Look at the code again, or ask your teacher for a new one."
_NOT_LED = "Only the teacher who started this class can do that. Open the class's secret link again."


@dataclass(frozen=True)
class Snapshot:
    """A class at one moment, with all that is secret: views.py says what goes to whom."""

    code: str
    version: int
    state: Any  # JSON: where the class stands
    over: bool
    here: int  # members seen lately
    number: int = 0  # of the question asked last; 0 where none was
    question: Question | None = None
    phase: str = ""
    counts: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())  # votes for each option, before and after


class Store:
    """All classes.

    Args:
        where: path of a SQLite file, or an address such as `postgresql://user@host/name`.
        clock: seconds since 1970.
    """

    def __init__(self, where: str | Path, clock: Callable[[], float] = time.time) -> None:
        self.database = Database(where)
        self.clock = clock

    def start(self) -> tuple[str, str]:
        """A new class: its code, and the secret that leads it. What is old enough is deleted first."""
        self.sweep()
        secret = new_token()
        for _ in range(100):
            code = new_code()
            try:
                with self.database.writing() as rows:
                    run(
                        rows,
                        "INSERT INTO classes VALUES (:code, :secret, 'null', 1, :now, NULL)",
                        code=code,
                        secret=hashed(secret),
                        now=self.clock(),
                    )
                return code, secret
            except IntegrityError:  # another class has this code
                continue
        raise NotNow("Too many classes are under way. Please try again later.")

    def join(self, code: str, member: str | None = None) -> str:
        """Come into a class; the token of who comes: the one they have, or a new one.

        Raises:
            NoClass: there is none, or it is over.
        """
        with self.database.writing() as rows:
            self._going_on(rows, code)
            here = {"code": code, "now": self.clock()}
            again = "UPDATE members SET seen = :now WHERE code = :code AND member = :member"
            if member and run(rows, again, member=hashed(member), **here).rowcount:
                return member
            if (
                run(rows, "SELECT count(*) FROM members WHERE code = :code", code=code).scalar()
                >= MOST_MEMBERS
            ):
                raise NotNow("This class is full.")
            member = new_token()
            run(rows, "INSERT INTO members VALUES (:code, :member, :now)", member=hashed(member), **here)
        return member

    def is_member(self, code: str, member: str) -> bool:
        """Whether `join` gave this token in this class."""
        with self.database.reading() as rows:
            return self._is_member(rows, code, member)

    def is_teacher(self, code: str, secret: str) -> bool:
        """Whether this secret leads this class, also after its end."""
        sql = "SELECT 1 FROM classes WHERE code = :code AND secret = :secret"
        with self.database.reading() as rows:
            return run(rows, sql, code=code, secret=hashed(secret)).first() is not None

    def seen(self, code: str, members: Iterable[str]) -> None:
        """Members, given as the digests of their tokens, that are here now."""
        now = self.clock()
        values = [{"code": code, "member": member, "now": now} for member in members]
        sql = "UPDATE members SET seen = :now WHERE code = :code AND member = :member"
        with self.database.writing() as rows:
            for value in values:
                run(rows, sql, **value)

    def lead(self, code: str, secret: str, state: Any) -> int:
        """Where the class stands from now on; the new version.

        Raises:
            NotTheTeacher, NoClass.
            Impossible: the state is longer than LONGEST_STATE.
        """
        content = json.dumps(state)  # ASCII: nothing that a database could not keep
        if len(content) > LONGEST_STATE:
            raise Impossible("This is too long for a class to follow. Take a shorter text.")
        with self.database.writing() as rows:
            return self._change(rows, code, secret, "state = :state", state=content)

    def ask(self, code: str, secret: str, question: Question) -> int:
        """Put a question to the class, its first vote open; its number."""
        with self.database.writing() as rows:
            self._change(rows, code, secret)
            last = run(rows, "SELECT max(number) FROM questions WHERE code = :code", code=code).scalar()
            number = (last or 0) + 1
            run(
                rows,
                "INSERT INTO questions VALUES (:code, :number, :content, 'open')",
                code=code,
                number=number,
                content=question.to_json(),
            )
        return number

    def turn(self, code: str, secret: str, number: int, phase: str) -> None:
        """Lead the question that is asked now to its next point.

        Raises:
            NotNow: this point does not follow, or another question is asked by now.
        """
        with self.database.writing() as rows:
            self._change(rows, code, secret)
            asked = self._asked(rows, code)
            if asked is None or asked.number != number or phase not in PHASES[asked.phase]:
                raise NotNow("The question has gone on meanwhile. What you see now is where it stands.")
            run(
                rows,
                "UPDATE questions SET phase = :phase WHERE code = :code AND number = :number",
                code=code,
                number=number,
                phase=phase,
            )

    def vote(self, code: str, member: str, number: int, round: int, choice: int) -> None:
        """One member's vote; another one in the same round takes its place.

        Raises:
            NoClass: whoever asks is not in this class.
            NotNow: this round is not open.
        """
        with self.database.writing() as rows:
            self._going_on(rows, code)
            if not self._is_member(rows, code, member):
                raise NoClass("You are not in this class yet. Join it with its code.")
            # who closes the vote waits until this one is in
            asked = self._asked(rows, code, lock=True)
            if asked is None or asked.number != number or ROUNDS.get(asked.phase) != round:
                raise NotNow("This vote is closed.")
            if type(choice) is not int or not 0 <= choice < len(json.loads(asked.content)["options"]):
                raise Impossible("Choose one of the options.")
            run(
                rows,
                "INSERT INTO votes VALUES (:code, :number, :round, :member, :choice) "
                "ON CONFLICT (code, number, round, member) DO UPDATE SET choice = excluded.choice",
                code=code,
                number=number,
                round=round,
                member=hashed(member),
                choice=choice,
            )

    def voted(self, code: str, member: str, number: int) -> dict[int, int]:
        """What a member voted on a question: round → place of the option."""
        sql = "SELECT round, choice FROM votes WHERE code = :code AND member = :member AND number = :number"
        with self.database.reading() as rows:
            found = run(rows, sql, code=code, member=hashed(member), number=number)
            return {row.round: row.choice for row in found}

    def end(self, code: str, secret: str) -> None:
        """End a class; its data is deleted after KEPT."""
        with self.database.writing() as rows:
            self._change(rows, code, secret, "ended = :now", now=self.clock())

    def sweep(self) -> None:
        """Delete the classes whose end is longer ago than KEPT, with everything about them."""
        sql = "DELETE FROM classes WHERE coalesce(ended, created + :lasts) < :before"
        with self.database.writing() as rows:
            run(rows, sql, lasts=LASTS, before=self.clock() - KEPT)

    def snapshot(self, code: str) -> Snapshot:
        """A class now.

        Raises:
            NoClass: there is none with this code. One that is over can be read until it is deleted.
        """
        now = self.clock()
        with self.database.reading() as rows:
            found = run(rows, "SELECT * FROM classes WHERE code = :code", code=code).first()
            if found is None:
                raise NoClass(_GONE)
            sql = "SELECT count(*) FROM members WHERE code = :code AND seen > :since"
            here = run(rows, sql, code=code, since=now - HERE).scalar()
            over = found.ended is not None or now > found.created + LASTS
            told = (code, found.version, json.loads(found.state), over, here)
            asked = self._asked(rows, code)
            if asked is None:
                return Snapshot(*told)
            question = Question.of(json.loads(asked.content))
            counts = self._counts(rows, code, asked.number, len(question.options))
            return Snapshot(*told, asked.number, question, asked.phase, counts)

    # --- parts of a transaction -------------------------------------------------------------------

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
        self._going_on(rows, code, ended="ended" not in what)
        if found is None:
            raise NotTheTeacher(_NOT_LED)
        return found.version

    def _going_on(self, rows: Connection, code: str, ended: bool = True) -> None:
        found = run(rows, "SELECT created, ended FROM classes WHERE code = :code", code=code).first()
        if found is None:
            raise NoClass(_GONE)
        if self.clock() > found.created + LASTS or (ended and found.ended is not None):
            raise NoClass("This class is over.")

    @staticmethod
    def _is_member(rows: Connection, code: str, member: str) -> bool:
        sql = "SELECT 1 FROM members WHERE code = :code AND member = :member"
        return run(rows, sql, code=code, member=hashed(member)).first() is not None

    @staticmethod
    def _asked(rows: Connection, code: str, lock: bool = False) -> Any:
        """The row of the question asked last, or None."""
        share = " FOR SHARE" if lock and rows.dialect.name == "postgresql" else ""
        sql = "SELECT * FROM questions WHERE code = :code ORDER BY number DESC LIMIT 1"
        return run(rows, sql + share, code=code).first()

    @staticmethod
    def _counts(rows: Connection, code: str, number: int, options: int) -> Any:
        """Votes for each option, before and after the talk."""
        counts = [[0] * options, [0] * options]
        sql = (
            "SELECT round, choice, count(*) AS votes FROM votes "
            "WHERE code = :code AND number = :number GROUP BY round, choice"
        )
        for row in run(rows, sql, code=code, number=number):
            counts[row.round - 1][row.choice] = row.votes
        return tuple(map(tuple, counts))
