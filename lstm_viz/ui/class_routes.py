"""The routes of a class: start, join, lead, ask, vote, and the news that everybody waits for.

All bodies are JSON. Who one is stands in the header `authorization: Bearer TOKEN`, the teacher's secret
or the member's token: never in an address, which servers write down.

    POST /class/start                                        → {code, secret}
    POST /class/CODE/join                                    → {member}   the token that is sent, or a new one
    GET  /class/CODE/news?since=TAG&as=teacher|students      → news.tag, state, question … (views.py)
    GET  /class/CODE/stream?as=teacher|students              the same as server-sent events, as they come
    GET  /class/CODE/voted?number=N                          → {"1": choice, "2": choice, answer} of this member
    GET  /class/CODE/qr?app=ADDRESS                          → the QR code of the students' link, as SVG
    POST /class/CODE/state     {state}                       teacher: where the class stands
    POST /class/CODE/ask       a Question                    teacher → {number}
    POST /class/CODE/turn      {number, phase}               teacher: the question's next point
    POST /class/CODE/vote      {number, round, choice}       member
    POST /class/CODE/answer    {number, answer}              member: a word, or a form's choices → {answer}
    GET  /class/CODE/form                                    member → the items of the form that is asked
    POST /class/CODE/hide      {number, word, hidden}        teacher: who is shown a word of the class
    POST /class/CODE/line      {line}                        member, to the teacher; also after the end
    POST /class/CODE/end       {}                            teacher
    GET  /class/CODE/results?as=csv|page                     teacher → the results, as CSV or to print
    GET  /class/CODE/worksheet                               teacher → from the class's text, to print

A refusal is {"problem": a sentence}: 400 its form, 403 not the teacher, 404 no such class, 409 not now,
413 too long, 429 too often, 503 the database does not answer.
"""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import segno
from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from lstm_viz.classroom import Impossible, NoClass, NotTheTeacher, Store, form_for_students, read
from lstm_viz.classroom.codes import hashed, read_code

from . import class_paper, class_results, served
from .class_limits import Limit, Limits
from .class_news import News
from .class_requests import FORM, Answer, address_of, answering, body_of, token_of

MOST_KNOWN = 20_000
WAIT_SECONDS = 10  # for news: a server that is to stop waits for who waits
ALIVE_SECONDS = 5  # a stream says so often that it is there
# by address: a whole school may stand behind one, so that what is right costs little and what is wrong much
START = Limit(at_once=40, a_second=0.1)
JOIN = Limit(at_once=600, a_second=5)
MISS = Limit(at_once=30, a_second=0.5)  # wrong codes and tokens: all 104,976 codes take 58 hours
# by member or teacher
ASK_NEWS = Limit(at_once=30, a_second=5)  # asked one by one while a teacher steps fast
SEND = Limit(at_once=20, a_second=2)
LEAD = Limit(at_once=60, a_second=20)

_TOO_OFTEN = "That was too often. Please wait a moment."


class Routes:
    """The routes over one store."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._news: News | None = None
        self.limits = Limits()
        self.known: set[tuple[str, str, str]] = set()  # code, role, token

    @property
    def store(self) -> Store:
        return self._store()

    @property
    def news(self) -> News:
        """Made at the first request, when the store's place is known."""
        if self._news is None:
            self._news = News(self.store)
        return self._news

    def under(self, base: str = "") -> list[Route]:
        """The routes below the path at which the app is served (Streamlit's `server.baseUrlPath`)."""
        place = f"{served.below(base)}/class"
        post = {
            "join": self.join,
            "state": self.lead,
            "ask": self.ask,
            "turn": self.turn,
            "vote": self.vote,
            "answer": self.answer,
            "hide": self.hide,
            "line": self.line,
            "end": self.end,
        }
        get = {
            "news": self.one_news,
            "stream": self.stream,
            "voted": self.voted,
            "form": self.form,
            "qr": self.qr,
            "results": self.results,
            "worksheet": self.worksheet,
        }
        return [
            Route(f"{place}/start", answering(self.start), methods=["POST"]),
            *(Route(f"{place}/{{code}}/{n}", answering(f), methods=["POST"]) for n, f in post.items()),
            *(Route(f"{place}/{{code}}/{n}", answering(f), methods=["GET"]) for n, f in get.items()),
        ]

    async def start(self, request: Request) -> Answer:
        self._count(START, address_of(request))
        code, secret = await to_thread.run_sync(self.store.start)
        return {"code": code, "secret": secret}

    async def join(self, request: Request) -> Answer:
        code, token = self._code(request), token_of(request)
        self._count(JOIN, address_of(request))
        known = await to_thread.run_sync(self.store.is_member, code, token) if token else False
        if not known:
            self._may_guess(request)
        with self._guess(request):
            member = await to_thread.run_sync(self.store.join, code, token)
        self.news.stale(code)
        return {"member": member}

    async def one_news(self, request: Request) -> Answer:
        code, role, member = await self._follower(request)
        since = request.query_params.get("since", "")[:40]
        told = await self.news.wait(code, role, since, WAIT_SECONDS, member)
        return Response(told, media_type="application/json")

    async def stream(self, request: Request) -> Answer:
        code, role, member = await self._follower(request)
        first = await self.news.wait(code, role, "", 0, member)
        events = self.news.stream(code, role, first, ALIVE_SECONDS, member)
        # nginx is asked not to gather what is meant to arrive at once
        return StreamingResponse(
            events, media_type="text/event-stream", headers={"x-accel-buffering": "no"}
        )

    async def _follower(self, request: Request) -> tuple[str, str, str]:
        """Code, role, and the digest of a member's token, of who may hear the news."""
        code, token = self._code(request), token_of(request)
        role = "teacher" if request.query_params.get("as") == "teacher" else "students"
        self._count(ASK_NEWS, f"{code} {token}")
        await self._know(request, code, role, token)
        return code, role, hashed(token) if role == "students" else ""

    async def voted(self, request: Request) -> Answer:
        code, token = self._code(request), token_of(request)
        self._count(SEND, f"{code} {token}")
        number = request.query_params.get("number", "")
        if not number.isascii() or not number.isdigit() or len(number) > 6:
            raise Impossible(FORM)
        votes = await to_thread.run_sync(self.store.voted, code, token, int(number))
        answer = await to_thread.run_sync(self.store.answered, code, token, int(number))
        return {str(k): v for k, v in votes.items()} | ({} if answer is None else {"answer": answer})

    async def qr(self, request: Request) -> Answer:
        """What students scan; the browser knows best under which address the app is reached."""
        code, app = self._code(request), request.query_params.get("app", "")
        if not re.fullmatch(r"https?://[^\s?#]{1,200}/", app):
            raise Impossible(FORM)
        picture = io.BytesIO()
        segno.make(f"{app}?class={code}", micro=False).save(
            picture, kind="svg", scale=8, dark="#000", light="#fff"
        )
        return Response(picture.getvalue(), media_type="image/svg+xml")

    async def lead(self, request: Request) -> Answer:
        code, said = self._code(request), await body_of(request)
        version = await self._as_teacher(request, code, self.store.lead, said.get("state"))
        return {"version": version}

    async def ask(self, request: Request) -> Answer:
        question = read(await body_of(request))
        code = self._code(request)
        return {"number": await self._as_teacher(request, code, self.store.ask, question)}

    async def turn(self, request: Request) -> Answer:
        code, said = self._code(request), await body_of(request)
        number, phase = said.get("number"), said.get("phase")
        if type(number) is not int or not isinstance(phase, str):
            raise Impossible(FORM)
        await self._as_teacher(request, code, self.store.turn, number, phase)
        return {}

    async def end(self, request: Request) -> Answer:
        await self._as_teacher(request, self._code(request), self.store.end)
        return {}

    async def vote(self, request: Request) -> Answer:
        code, token, said = self._code(request), token_of(request), await body_of(request)
        self._count(SEND, f"{code} {token}")
        number, round, choice = (said.get(name) for name in ("number", "round", "choice"))
        if type(number) is not int or type(round) is not int or type(choice) is not int:
            raise Impossible(FORM)
        with self._guess(request):
            await to_thread.run_sync(self.store.vote, code, token, number, round, choice)
        self.news.stale(code)
        return {}

    async def answer(self, request: Request) -> Answer:
        code, token, said = self._code(request), token_of(request), await body_of(request)
        self._count(SEND, f"{code} {token}")
        number = said.get("number")
        if type(number) is not int:
            raise Impossible(FORM)
        with self._guess(request):
            kept = await to_thread.run_sync(self.store.answer, code, token, number, said.get("answer"))
        self.news.stale(code)
        return {"answer": kept}

    async def form(self, request: Request) -> Answer:
        code, _, _ = await self._follower(request)
        return form_for_students(await to_thread.run_sync(self.store.snapshot, code))

    async def hide(self, request: Request) -> Answer:
        code, said = self._code(request), await body_of(request)
        number, word, hidden = (said.get(name) for name in ("number", "word", "hidden"))
        if type(number) is not int or type(hidden) is not bool:
            raise Impossible(FORM)
        await self._as_teacher(request, code, self.store.hide, number, word, hidden)
        return {}

    async def line(self, request: Request) -> Answer:
        code, token, said = self._code(request), token_of(request), await body_of(request)
        self._count(SEND, f"{code} {token}")
        with self._guess(request):
            await to_thread.run_sync(self.store.write_line, code, token, said.get("line"))
        self.news.stale(code)
        return {}

    async def results(self, request: Request) -> Answer:
        code, secret = self._code(request), token_of(request)
        self._count(SEND, f"{code} {secret}")
        with self._guess(request):
            came = await to_thread.run_sync(self.store.results, code, secret)
        if request.query_params.get("as") == "csv":
            return Response(class_results.to_csv(*came), media_type="text/csv")
        return Response(class_paper.results_page(code, *came), media_type="text/html")

    async def worksheet(self, request: Request) -> Answer:
        code, secret = self._code(request), token_of(request)
        await self._know(request, code, "teacher", secret)
        seen = await to_thread.run_sync(self.store.snapshot, code)
        page = await to_thread.run_sync(class_results.worksheet_of, code, seen.state)
        return Response(page, media_type="text/html")

    async def _as_teacher(self, request: Request, code: str, do: Callable[..., Any], *what: Any) -> Any:
        """Do something that only the secret may, and tell everybody at once."""
        secret = token_of(request)
        self._count(LEAD, f"{code} {secret}")
        with self._guess(request):
            done = await to_thread.run_sync(do, code, secret, *what)
        await self.news.read(code)
        return done

    async def _know(self, request: Request, code: str, role: str, token: str) -> None:
        """Refuse who is not what they say; who once was found to be is not looked up again."""
        if (code, role, token) in self.known:
            return
        is_one = self.store.is_teacher if role == "teacher" else self.store.is_member
        with self._guess(request):
            if not await to_thread.run_sync(is_one, code, token):
                raise NoClass(
                    "You are not in this class yet. Join it with its code, or open its secret link."
                )
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        self.known.add((code, role, token))

    def _code(self, request: Request) -> str:
        code = read_code(request.path_params["code"])
        if code is None:
            raise NoClass("This can't be the code of a class: codes have four letters, such as BKTM.")
        return code

    @contextmanager
    def _guess(self, request: Request) -> Iterator[None]:
        """A wrong code or token counts; after too many, a refusal no longer tells what was wrong."""
        try:
            yield
        except (NoClass, NotTheTeacher):
            self._may_guess(request)
            self.limits.allows(MISS, address_of(request))
            raise

    def _may_guess(self, request: Request) -> None:
        if not self.limits.allows(MISS, address_of(request), cost=0):
            raise HTTPException(
                429, "Too many wrong codes came from here. Please try again in a minute."
            )

    def _count(self, limit: Limit, name: str) -> None:
        if not self.limits.allows(limit, name):
            raise HTTPException(429, _TOO_OFTEN)
