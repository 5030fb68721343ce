"""What members say in words of their own: a word, a form, a line to the teacher; and what came of a class."""

import json
from typing import Any

from sqlalchemy import Connection

from . import rows as part
from .base import NOT_LED, Base
from .codes import hashed
from .database import run
from .errors import Impossible, NoClass, NotNow, NotTheTeacher
from .question import CLOSED, Question, is_text
from .snapshot import Result
from .words import Words

LONGEST_LINE = 300  # characters to the teacher


class Answers(Base):
    """The part of the store for answers that are no votes."""

    def answer(self, code: str, member: str, number: int, said: Any) -> Any:
        """One member's own word, or their choices in a form; another answer takes its place while it is open.

        Returns:
            the answer as it is kept.

        Raises:
            NoClass, NotNow: as for `vote`.
            Impossible: it has not the form that this question asks for.
        """
        with self.database.writing() as rows:
            part.going_on(rows, code, self.clock())
            asked = part.asked_of(rows, code, member, number)
            if isinstance(asked.what, Question) or asked.phase != "open":
                raise NotNow("This question is closed.")
            kept = asked.what.read(said)
            run(
                rows,
                "INSERT INTO answers VALUES (:code, :number, :member, :content) "
                "ON CONFLICT (code, number, member) DO UPDATE SET content = excluded.content",
                code=code,
                number=number,
                member=hashed(member),
                content=json.dumps(kept),
            )
        return kept

    def answered(self, code: str, member: str, number: int) -> Any:
        """A member's own answer to a question; None where there is none."""
        sql = "SELECT content FROM answers WHERE code = :code AND member = :member AND number = :number"
        with self.database.reading() as rows:
            found = run(rows, sql, code=code, member=hashed(member), number=number).first()
            return found and json.loads(found.content)

    def hide(self, code: str, secret: str, number: int, word: str, hidden: bool) -> None:
        """Show one of the class's words to nobody, or to everybody again."""
        word = Words.read(word)
        with self.database.writing() as rows:
            self._change(rows, code, secret)
            asked = part.asked(rows, code)
            if asked is None or asked.number != number or not isinstance(asked.what, Words):
                raise NotNow("Another question is asked by now.")
            at = {"code": code, "number": number, "word": word}
            if hidden:
                run(
                    rows,
                    "INSERT INTO hidden VALUES (:code, :number, :word) ON CONFLICT DO NOTHING",
                    **at,
                )
            else:
                sql = "DELETE FROM hidden WHERE code = :code AND number = :number AND word = :word"
                run(rows, sql, **at)

    def write_line(self, code: str, member: str, line: Any) -> None:
        """A member's line to the teacher, also after the end; another one takes its place."""
        line = " ".join(line.split()) if isinstance(line, str) else ""
        if not line or not is_text(line, LONGEST_LINE):
            raise Impossible(f"Write one line of at most {LONGEST_LINE} characters.")
        with self.database.writing() as rows:
            if not part.is_member(rows, code, member):
                raise NoClass("You are not in this class yet. Join it with its code.")
            run(
                rows,
                "INSERT INTO lines VALUES (:code, :member, :line) "
                "ON CONFLICT (code, member) DO UPDATE SET line = excluded.line",
                code=code,
                member=hashed(member),
                line=line,
            )

    def results(self, code: str, secret: str) -> tuple[list[Result], list[str]]:
        """What came of each question, and the lines to the teacher in the alphabet's order.

        Raises:
            NotTheTeacher: the secret is not this class's.
        """
        if not self.is_teacher(code, secret):
            raise NotTheTeacher(NOT_LED)
        with self.database.reading() as rows:
            results = [self._result(rows, code, asked) for asked in part.all_asked(rows, code)]
            found = run(rows, "SELECT line FROM lines WHERE code = :code ORDER BY line", code=code)
            return results, [row.line for row in found]

    @staticmethod
    def _result(rows: Connection, code: str, asked: part.Row) -> Result:
        told = (asked.number, asked.phase, asked.what)
        if isinstance(asked.what, Question):
            votes = part.counts(rows, code, asked.number, len(asked.what.options))
            return Result(*told, counts=votes[: CLOSED[asked.phase]])
        if asked.phase == "open":
            return Result(*told)
        if isinstance(asked.what, Words):
            return Result(*told, words=part.words(rows, code, asked.number))
        return Result(*told, forms=part.forms(rows, code, asked.number))
