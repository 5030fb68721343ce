"""News of the classes: who follows waits here until there is something new, and the database is read once for all.

A change that came through this server is told at once. What another server wrote is found within
EVERY seconds: as long as anybody waits, every class that is waited for is read anew that often.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from anyio import to_thread

from lstm_viz.classroom import NoClass, Store, for_students, for_teacher
from lstm_viz.classroom.database import Unreachable

EVERY = 1.0  # seconds between two readings of a class that is waited for
FRESH = 1.0  # seconds for which a reading answers those who come newly
FLUSH = 10.0  # seconds after which it is written down who is here
LASTS = 10.0  # seconds of a stream: a server that is to stop waits for the streams that are open
IDLE = 300.0  # seconds after which a class that nobody waits for is forgotten here
NEVER = -1e9


@dataclass
class Room:
    """One class as this server knows it."""

    code: str
    told: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # role → name of the news, JSON
    read_at: float = NEVER
    waiting: int = 0
    here: set[str] = field(default_factory=set)  # digests of members that waited since `flushed`
    flushed: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class News:
    """The classes that somebody waits for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rooms: dict[str, Room] = {}
        self.watcher: asyncio.Task[None] | None = None

    async def wait(self, code: str, role: str, since: str, seconds: float, member: str = "") -> bytes:
        """The news of a class for “teacher” or “students”, as JSON.

        Args:
            since: name of the news that one has (its `tag`); "" where one has none.
            seconds: how long to wait for other news; after that the same are given again.
            member: digest of a member's token, who thereby is here.

        Raises:
            NoClass: no class has this code.
            Unreachable: the database does not answer.
        """
        room = self.rooms.setdefault(code, Room(code))
        if member:
            room.here.add(member)
        if time.monotonic() - room.read_at > FRESH:
            await self.read(code)
        self._watch()
        room.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                while room.told[role][0] == since:
                    await room.changed.wait()
        except TimeoutError:
            pass  # nothing new: the same news say that the class is still there
        finally:
            room.waiting -= 1
        return room.told[role][1]

    async def stream(
        self, code: str, role: str, first: bytes, seconds: float, member: str = ""
    ) -> AsyncIterator[bytes]:
        """The news as they come, as server-sent events; nothing but a sign of life after so many seconds.

        A stream ends after LASTS seconds, and who follows opens another.

        Args:
            first: what `wait` gave without a `since`.
        """
        told, end = first, time.monotonic() + LASTS
        yield b"data: " + told + b"\n\n"
        while (left := end - time.monotonic()) > 0:
            try:
                news = await self.wait(code, role, json.loads(told)["tag"], min(seconds, left), member)
            except (NoClass, Unreachable):
                return  # who asks again is told why
            yield b":\n\n" if news == told else b"data: " + news + b"\n\n"
            told = news

    def stale(self, code: str) -> None:
        """Something small has changed, a vote or who is here: whoever asks next gets it, who waits a little later."""
        if room := self.rooms.get(code):
            room.read_at = NEVER

    async def read(self, code: str) -> None:
        """Read a class anew; whoever waits for it hears of what has changed."""
        room = self.rooms.setdefault(code, Room(code))
        asked = time.monotonic()
        async with room.lock:
            if room.read_at >= asked:  # somebody read it after we asked
                return
            began = time.monotonic()
            try:
                seen = await to_thread.run_sync(self.store.snapshot, code)
            except NoClass:
                if not room.told:
                    del self.rooms[code]
                raise
            told = {"students": _news(for_students(seen)), "teacher": _news(for_teacher(seen))}
            room.read_at = began
            if told != room.told:
                room.told = told
                room.changed.set()  # wakes all who wait
                room.changed = asyncio.Event()

    def _watch(self) -> None:
        if self.watcher is None or self.watcher.done():
            self.watcher = asyncio.get_running_loop().create_task(self._keep_reading())

    async def _keep_reading(self) -> None:
        while self.rooms:
            await asyncio.sleep(EVERY)
            for room in list(self.rooms.values()):
                idle = time.monotonic() - room.read_at
                if room.waiting and idle >= EVERY / 2:
                    await self._look(room)
                elif not room.waiting and idle > IDLE:
                    del self.rooms[room.code]

    async def _look(self, room: Room) -> None:
        try:
            if room.here and time.monotonic() - room.flushed > FLUSH:
                here, room.here = room.here, set()
                room.flushed = time.monotonic()
                await to_thread.run_sync(self.store.seen, room.code, here)
            await self.read(room.code)
        except (Unreachable, NoClass):
            return  # who waits goes on waiting; who comes newly is told


def _news(told: dict) -> tuple[str, bytes]:
    """Their name, which changes with them, and the news as JSON that holds it."""
    tag = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
    return tag, json.dumps({"tag": tag, **told}, ensure_ascii=False).encode("utf-8", "replace")
