"""What a class does and what is kept of it; every function is one transaction.

`code` is always the four letters, `secret` the teacher's, `member` the token that `join` gave.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from . import rows as part
from .answers import Answers
from .asked import Asked, read
from .codes import hashed, new_code, new_token
from .database import run
from .errors import Impossible, NoClass, NotNow
from .form import Form
from .question import ROUNDS, Question
from .rows import GONE, LASTS
from .snapshot import Snapshot
from .words import Words

KEPT = 24 * 3600.0  # seconds from its end until everything about it is deleted
HERE = 60.0  # seconds since somebody was seen last, until they count as gone
LONGEST_STATE = 64_000  # characters of JSON
MOST_MEMBERS = 2000  # of one class


class Store(Answers):
    """All classes.

    Args:
        where: path of a SQLite file, or an address such as `postgresql://user@host/name`.
        clock: seconds since 1970.
    """

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
            part.going_on(rows, code, self.clock())
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
            return part.is_member(rows, code, member)

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

    def ask(self, code: str, secret: str, question: Asked) -> int:
        """Put a question to the class, its first vote open; its number.

        Raises:
            Impossible: it is longer than what a class can be asked.
        """
        content = question.to_json()
        read(json.loads(content))  # what could not be read again would stop the class
        with self.database.writing() as rows:
            self._change(rows, code, secret)
            last = run(rows, "SELECT max(number) FROM questions WHERE code = :code", code=code).scalar()
            number = (last or 0) + 1
            run(
                rows,
                "INSERT INTO questions VALUES (:code, :number, :content, 'open')",
                code=code,
                number=number,
                content=content,
            )
        return number

    def turn(self, code: str, secret: str, number: int, phase: str) -> None:
        """Lead the question that is asked now to its next point.

        Raises:
            NotNow: this point does not follow, or another question is asked by now.
        """
        with self.database.writing() as rows:
            self._change(rows, code, secret)
            asked = part.asked(rows, code)
            if asked is None or asked.number != number or phase not in asked.what.phases[asked.phase]:
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
            part.going_on(rows, code, self.clock())
            asked = part.asked_of(rows, code, member, number)  # who closes the vote waits for this one
            if not isinstance(asked.what, Question) or ROUNDS.get(asked.phase) != round:
                raise NotNow("This vote is closed.")
            if type(choice) is not int or not 0 <= choice < len(asked.what.options):
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
                raise NoClass(GONE)
            sql = "SELECT count(*) FROM members WHERE code = :code AND seen > :since"
            here = run(rows, sql, code=code, since=now - HERE).scalar()
            over = found.ended is not None or now > found.created + LASTS
            told = (code, found.version, json.loads(found.state), over, here)
            sql = "SELECT count(*) FROM lines WHERE code = :code"
            lines = run(rows, sql, code=code).scalar()
            asked = part.asked(rows, code)
            if asked is None:
                return Snapshot(*told, lines=lines)
            what, number = asked.what, asked.number
            came: dict[str, Any] = {"lines": lines}
            if isinstance(what, Question):
                came["counts"] = part.counts(rows, code, number, len(what.options))
            else:
                came["answered"] = part.answered(rows, code, number)
            if isinstance(what, Words) and asked.phase != "open":
                came["words"] = part.words(rows, code, number)
            if isinstance(what, Form):
                came["forms"], came["pairs"] = _pairs(rows, code, asked, what)
            return Snapshot(*told, number, what, asked.phase, **came)


def _pairs(rows: Connection, code: str, asked: part.Row, form: Form) -> Any:
    """A form and, once it is the second and closed, the first with the choices of all who took both."""
    first = part.form_before(rows, code) if form.name == "after" and asked.phase == "closed" else None
    if first is None:
        return (form,), ()
    number, earlier = first
    before, after = part.forms(rows, code, number), part.forms(rows, code, asked.number)
    both = sorted(before.keys() & after.keys())
    return (earlier, form), tuple((before[member], after[member]) for member in both)
