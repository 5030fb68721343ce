"""The app as a server of its own, started as the README says."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


@contextmanager
def serve(log: Path, port: int | None = None, classes: str = ""):
    """A fresh server: yields its address without a slash at the end, ends it after.

    Args:
        log: file for what it prints.
        port: else a free one.
        classes: where they are kept; else in a file beside `log`.
    """
    port = port or free_port()
    command = ["-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, *command, "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "LSTM_VIZ_CLASSES": classes or str(log.with_name("classes.sqlite3"))},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://localhost:{port}"
            _wait_for(server, f"{url}/_stcore/health", log)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(server: subprocess.Popen, health: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            if urllib.request.urlopen(health, timeout=2).read() == b"ok":
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The app did not start:\n{log.read_text()}")
