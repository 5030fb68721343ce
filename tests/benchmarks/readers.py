"""Many readers at once, over the protocol that the browser speaks: how long a new text takes, and what it costs.

    python -m tests.benchmarks.readers --readers 60 --seconds 120 --page words
    python -m tests.benchmarks.readers --readers 8 --sessions 1000 --texts 1 --pause 0.1 0.5

Each reader opens the page, then sends a new text every 3 to 9 seconds and waits until the script has
finished; after `--texts` of them it leaves, and somebody new comes. As a browser does, it says which messages
it still has, and on Gates it tells of the text as a stage does that has the network already. On a page
without a text box a reader runs the page again. The second line above opens and drops a thousand sessions as fast
as the
server takes them: memory should stand still over its second half. Printed: seconds to the finished script
(half, 95 %, worst) of a first visit and of a new text, what went wrong, the server's processor time for
one run, and its memory (Linux).
To reach on two cores, readers included: 100 readers on Gates p95 ≤ 1 s, 50 on any other page ≤ 1.5 s.
"""

import argparse
import asyncio
import json
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from lstm_viz import lessons

from .browser import started

PATIENCE = 120.0  # seconds after which a run counts as dropped
SCENES = (Path(lessons.__file__).parent / "scenes.txt").read_text("utf-8").splitlines()


@dataclass
class Log:
    """What all readers saw."""

    first: list[float] = field(default_factory=list)  # seconds to a finished first run
    again: list[float] = field(default_factory=list)  # seconds from a new text to the finished run
    dropped: list[str] = field(default_factory=list)  # why
    exceptions: list[str] = field(default_factory=list)

    @property
    def opened(self) -> int:
        """Sessions so far."""
        return len(self.first)


class Reader:
    """One session on one page."""

    def __init__(self, socket: ClientConnection, page: str, log: Log) -> None:
        self.socket, self.page, self.log = socket, page, log
        self.box = ""  # id of the first text box
        self.stage, self.model = "", ""  # id of the living stage, and whose network is in it
        self.has: set[str] = set()  # messages that need not be sent again

    async def run(self, text: str | None = None) -> float:
        """Seconds until the script has run to its end, with this text in the box."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.cached_message_hashes.extend(self.has)
        if text is not None and (self.stage or self.box):
            widgets = message.rerun_script.widget_states.widgets
            widget = widgets.add()
            if self.stage:
                widgets.add(id=self.stage, json_value="{}")  # its state, which a browser sends as well
                widget.id = _make_trigger_id(self.stage, "events")
                said = {"text": text, "holds": [], "t": 0, "alive": self.model}
                widget.json_trigger_value = json.dumps([{"event": "text", "value": said}])
            else:
                widget.id, widget.string_value = self.box, text
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._finished(ForwardMsg.FromString(await self.socket.recv())):
                pass
        return time.perf_counter() - start

    def _finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self.has.add(message.hash)
        if kind == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "exception":
                self.log.exceptions.append(element.exception.message)
            if element.WhichOneof("type") == "text_input" and not self.box:
                self.box = element.text_input.id
            if element.bidi_component.component_name == "lstm_stepper" and not self.stage:
                data = json.loads(element.bidi_component.json)
                if data.get("live"):
                    self.stage, self.model = element.bidi_component.id, data["model"]
        early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return kind == "script_finished" and message.script_finished != early


async def visit(url: str, options: argparse.Namespace, texts: int, end: float, log: Log) -> None:
    """One session: the page, then so many texts, or until the end."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    opened = connect(  # a browser sends no pings
        address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE, ping_interval=None
    )
    async with opened as socket:
        visitor = Reader(socket, options.page, log)
        log.first.append(await visitor.run())
        for _ in range(texts):
            await asyncio.sleep(random.uniform(*options.pause))
            if time.monotonic() > end:
                break
            log.again.append(await visitor.run(random.choice(SCENES)))


async def chair(url: str, options: argparse.Namespace, end: float, log: Log) -> None:
    """One chair in the hall: visitors follow one another until the end."""
    await asyncio.sleep(random.uniform(0, options.pause[1]))  # people come one after another
    while time.monotonic() < end and log.opened < options.sessions:
        try:
            await visit(url, options, options.texts, end, log)
        except (OSError, TimeoutError, WebSocketException) as problem:
            log.dropped.append(repr(problem))


def cost(process: int) -> tuple[float, float]:
    """Seconds of processor time and megabytes of memory of a process so far."""
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    status = Path(f"/proc/{process}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return sum(map(int, times[11:13])) / os.sysconf("SC_CLK_TCK"), int(resident.split()[1]) / 1024


def says(name: str, seconds: list[float]) -> str:
    if not seconds:
        return f"{name}: none"
    half, most = np.percentile(seconds, [50, 95])
    return f"{name}: {len(seconds)}, p50 {half:.2f} s, p95 {most:.2f} s, worst {max(seconds):.2f} s"


async def simulate(url: str, process: int, options: argparse.Namespace) -> Log:
    log, start = Log(), time.monotonic()
    end = start + options.seconds
    hall = asyncio.gather(*(chair(url, options, end, log) for _ in range(options.readers)))
    while not hall.done():
        await asyncio.wait([hall], timeout=options.seconds / 12)
        taken = f"after {time.monotonic() - start:4.0f} s and {log.opened} sessions"
        print(f"  {taken}: {cost(process)[1]:.0f} MB", flush=True)
    await hall
    return log


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--page", default="", help="its name in the address; Gates where not given")
    parser.add_argument("--sessions", type=int, default=10**9, help="no new ones after so many")
    parser.add_argument("--texts", type=int, default=1000, help="that a reader sends before leaving")
    parser.add_argument("--pause", type=float, nargs=2, default=(3, 9), help="seconds between two texts")
    options = parser.parse_args()
    with started("app.py") as (url, server):
        asyncio.run(visit(url, options, 1, 1e99, Log()))  # models are loaded once
        before, _ = cost(server.pid)
        log = asyncio.run(simulate(url, server.pid, options))
        spent, memory = cost(server.pid)
    runs = len(log.first) + len(log.again)
    print(says("first runs", log.first))
    print(says("new texts", log.again))
    for name, found in (("dropped", log.dropped), ("exceptions", log.exceptions)):
        print(f"{name}: {len(found)} {sorted(set(found))[:3]}")
    print(f"processor time of the server for one run: {1000 * (spent - before) / max(runs, 1):.0f} ms")
    print(f"memory at the end: {memory:.0f} MB")


if __name__ == "__main__":
    main()
