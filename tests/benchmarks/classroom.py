"""A class at work: 100 followers of a teacher who steps twice a second, 300 votes in ten seconds, 20 classes.

    python -m tests.benchmarks.classroom [seconds of stepping]

It starts the app as the README says and speaks to its routes as browsers do, over connections that stay
open. Then the same with two replicas on a PostgreSQL, where half of the phones follow through the second.
A machine that does other things as well gives other figures: its load is told with them.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.server import serve
from tests.classroom import postgresql

FOLLOWERS, STEP_SECONDS = 100, 0.5
VOTERS, VOTE_SECONDS = 300, 10
CLASSES = 20
KEPT_OPEN = 3  # seconds: uvicorn closes a connection that is silent for 5
QUESTION = {"kind": "own", "text": "Which?", "options": ["a", "b", "c"], "answer": 1}
STATE = {
    "leading": True,
    "page": "gates",
    "stage": {"model": "everyday", "text": "a text " * 12, "holds": []},
}


class Browser:
    """One connection, kept open, to one server."""

    def __init__(self, url: str, token: str = "") -> None:
        at = urlsplit(url)
        self.host, self.port, self.token = at.hostname, at.port, token
        self.reader = self.writer = None
        self.used = 0.0

    async def ask(self, path: str, body=None):
        """Status and JSON of an answer; a body makes it a POST."""
        if self.writer is None or time.monotonic() - self.used > KEPT_OPEN:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        content = b"" if body is None else json.dumps(body).encode()
        self.writer.write(
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {self.host}\r\n"
            f"Authorization: Bearer {self.token}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length: ")[1].split("\r\n")[0])
        content = await self.reader.readexactly(length)
        self.used = time.monotonic()
        return int(head.split()[1]), json.loads(content)


async def start(url: str) -> tuple[str, Browser]:
    """A new class: its code and its teacher."""
    teacher = Browser(url)
    _, said = await teacher.ask("/class/start", {})
    teacher.token = said["secret"]
    return said["code"], teacher


async def join(url: str, code: str) -> Browser:
    phone = Browser(url)
    while True:
        status, said = await phone.ask(f"/class/{code}/join", {})
        if status == 200:
            phone.token = said["member"]
            return phone
        await asyncio.sleep(1)  # too many at once from one address


async def follow(phone: Browser, code: str, heard: dict[int, list[float]], last: int) -> bool:
    """Wait for news until the last step has come; when each one was heard."""
    tag, since = "", -1
    while since < last:
        _, news = await phone.ask(f"/class/{code}/news?since={tag}")
        tag, now = news["tag"], ((news["state"] or {}).get("stage") or {}).get("t", -1)
        for t in range(since + 1, now + 1):  # a step that was passed over counts when a later one came
            heard[t].append(time.monotonic())
        since = max(since, now)
    return True


async def stepping(urls: list[str], followers: int, steps: int) -> tuple[list[float], int]:
    """Seconds from a step to each phone, and how many phones have the last."""
    code, teacher = await start(urls[0])
    phones = await asyncio.gather(*(join(urls[k % len(urls)], code) for k in range(followers)))
    heard: dict[int, list[float]] = {t: [] for t in range(steps)}
    following = [asyncio.create_task(follow(phone, code, heard, steps - 1)) for phone in phones]
    await asyncio.sleep(2)
    said, begin = [], time.monotonic()
    for t in range(steps):
        await asyncio.sleep(max(0, begin + t * STEP_SECONDS - time.monotonic()))
        said.append(time.monotonic())
        state = {**STATE, "stage": {**STATE["stage"], "t": t}}
        await teacher.ask(f"/class/{code}/state", {"state": state})
    done, late = await asyncio.wait(following, timeout=10)
    for task in late:
        task.cancel()
    return [at - said[t] for t, times in heard.items() for at in times], len(done)


async def voting(url: str) -> dict:
    """VOTERS votes, each sent twice, spread over VOTE_SECONDS."""
    code, teacher = await start(url)
    phones = []
    for k in range(0, VOTERS, 50):
        phones += await asyncio.gather(*(join(url, code) for _ in range(min(50, VOTERS - k))))
    _, said = await teacher.ask(f"/class/{code}/ask", QUESTION)
    waits, statuses = [], Counter()

    async def vote(k: int, phone: Browser) -> None:
        await asyncio.sleep(VOTE_SECONDS * k / VOTERS)
        for choice in (0, k % 3):
            began = time.monotonic()
            status, _ = await phone.ask(
                f"/class/{code}/vote", {"number": said["number"], "round": 1, "choice": choice}
            )
            waits.append(time.monotonic() - began)
            statuses[status] += 1

    await asyncio.gather(*(vote(k, phone) for k, phone in enumerate(phones)))
    await teacher.ask(f"/class/{code}/turn", {"number": said["number"], "phase": "closed"})
    _, news = await teacher.ask(f"/class/{code}/news?as=teacher")
    return {"counts": news["question"]["counts"], "statuses": dict(statuses), "p95": p95(waits)}


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def followed(urls: list[str], seconds: float) -> None:
    steps = int(seconds / STEP_SECONDS)
    delays, done = await stepping(urls, FOLLOWERS, steps)
    within = sum(delay < 1 for delay in delays) / (FOLLOWERS * steps)
    print(
        f"{FOLLOWERS} followers on {len(urls)} server(s), {steps} steps: {100 * within:.2f} % within 1 s, "
        f"median {1000 * statistics.median(delays):.0f} ms, p95 {1000 * p95(delays):.0f} ms, slowest "
        f"{max(delays):.2f} s; {done} have the last; load {os.getloadavg()[0]:.1f}"
    )


async def main(url: str, seconds: float) -> None:
    await followed([url], seconds)
    print(f"{VOTERS} phones vote twice in {VOTE_SECONDS} s: {await voting(url)}")
    results = await asyncio.gather(*(stepping([url], 10, 20) for _ in range(CLASSES)))
    delays = [delay for delays, _ in results for delay in delays]
    print(
        f"{CLASSES} classes of 10: p95 {1000 * p95(delays):.0f} ms; {sum(done for _, done in results)} have "
        "the last"
    )


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        with serve(Path(folder) / "log.txt") as url:
            asyncio.run(main(url, seconds))
        with postgresql.running() as server, ExitStack() as replicas:
            classes = server.database("classes")
            logs = (Path(folder) / f"{name}.txt" for name in ("first", "second"))
            urls = [replicas.enter_context(serve(log, classes=classes)) for log in logs]
            asyncio.run(followed(urls, seconds))
