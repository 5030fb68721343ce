"""The command `lstm-viz`: the app, opened on a file.

lstm-viz tagger.keras
lstm-viz model.safetensors --text "The dogs that live near the old house"
"""

import argparse
import os
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from lstm_viz.models import opened
from lstm_viz.models.checkpoints import ModelError

APP = Path(__file__).parents[2] / "app.py"
WAIT_S = 60  # for the server's first answer


def address(port: int, file: str | None, text: str | None) -> str:
    """Where the app stands open on a file and a text."""
    if file is None:
        return f"http://localhost:{port}/" + (f"?{urlencode({'text': text})}" if text else "")
    asked = {"network": Path(file).name} | ({"text": text} if text else {})
    return f"http://localhost:{port}/own?{urlencode(asked)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the app and open a browser on it; returns the exit status."""
    parser = argparse.ArgumentParser(prog="lstm-viz", description="Open the app on a recurrent network.")
    parser.add_argument(
        "file", nargs="?", help=f"one of {', '.join(opened.FORMATS)}; else the shipped one"
    )
    parser.add_argument("--text", help="what it reads first")
    parser.add_argument("--port", type=int, default=0, help="a free one where not given")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args(arguments)
    if not APP.exists():
        parser.error(
            "the app stands in the project's folder, not in this installation: run the command there. "
            "lstm_viz.to_html and lstm_viz.show work everywhere."
        )
    environment = dict(os.environ)
    if options.file:
        try:
            opened.networks(options.file)
        except ModelError as problem:
            parser.error(str(problem))
        environment["LSTM_VIZ_MODELS"] = str(Path(options.file).resolve())
    port = options.port or _free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(APP),
            "--server.headless=true",
            f"--server.port={port}",
        ],
        env=environment,
    )
    try:
        if not _answers(port, server):
            return server.returncode or 1
        url = address(port, options.file, options.text)
        print(f"\n  {url}\n", flush=True)
        if not options.no_browser:
            webbrowser.open(url)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return found.getsockname()[1]


def _answers(port: int, server: subprocess.Popen) -> bool:
    """Wait until the server answers; False where it ended before, or never did."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"http://localhost:{port}/_stcore/health", timeout=5):
                return True
        except (URLError, OSError):  # not yet
            time.sleep(0.1)
    return False
