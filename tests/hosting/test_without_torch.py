"""The app where PyTorch is not installed at all: every page runs, and what needs it says so."""

import asyncio
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from lstm_viz.ui import memory
from lstm_viz.ui.menu import DEFAULT, PAGES
from tests.benchmarks.browser import started

ABSENT = ("torch", "functorch", "gensim")  # gensim: has no wheel for the newest Python


@pytest.fixture(scope="module")
def python(tmp_path_factory) -> Path:
    """An interpreter that has all that is installed here but these."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder)
    home = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(ABSENT):
            (home / entry.name).symlink_to(entry)
    return Path(sysconfig.get_path("scripts", vars={"base": str(folder)})) / Path(sys.executable).name


@pytest.fixture(scope="module")
def url(python):
    with started("app.py", python=python) as (url, _):
        yield url


def test_there_is_none(python):
    for name in ("torch", "gensim"):
        done = subprocess.run([python, "-c", f"import {name}"], capture_output=True, text=True)
        assert f"No module named '{name}'" in done.stderr


async def sent(url: str, page: str, query: str) -> list[ForwardMsg]:
    """All that the server sends for a first visit."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    address, received = url.replace("http", "ws") + "/_stcore/stream", []
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        await socket.send(message.SerializeToString())
        async with asyncio.timeout(120):
            while not received or received[-1].WhichOneof("type") != "script_finished":
                received.append(ForwardMsg.FromString(await socket.recv()))
    return received


PARTS = [("memory", urlencode({"part-memory": part})) for part in memory.PARTS]
FILES = [(entry.file, "") for entry in PAGES if entry.file != DEFAULT]


@pytest.mark.parametrize(("page", "query"), [("", ""), *FILES, *PARTS], ids=str)
def test_every_page_runs(url, page, query):
    elements = [m.delta.new_element for m in asyncio.run(sent(url, page, query)) if m.HasField("delta")]
    kinds = [element.WhichOneof("type") for element in elements]
    assert "exception" not in kinds and "heading" in kinds
    says = [e.alert.body for e in elements if e.WhichOneof("type") == "alert"]
    told = any("PyTorch" in sentence and "pip install torch" in sentence for sentence in says)
    assert told == ("through" in query.lower())
