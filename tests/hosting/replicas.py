"""Two replicas behind nginx, as docs/hosting.md has them, on free ports."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmarks.browser import started

FILES = Path(__file__).parents[2] / "docs" / "hosting"
MAIN = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    {temporary}
    include {folder}/conf/*.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def behind_nginx(folder: Path) -> Iterator[tuple[str, dict[str, subprocess.Popen]]]:
    """The proxy's address, and each replica's process by what the cookie calls it.

    Args:
        folder: an empty one, for nginx's own files.
    """
    with ExitStack() as stack:
        (url_one, one), (url_two, two) = (stack.enter_context(started("app.py")) for _ in range(2))
        ports = {"8501": url_one.rpartition(":")[2], "8502": url_two.rpartition(":")[2]}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        (folder / "conf").mkdir()
        for name in ("nginx.conf", "replicas.conf"):  # nothing but the ports is another
            text = (FILES / name).read_text(encoding="utf-8").replace("listen 80 ", f"listen {port} ")
            text = re.sub(r"\b(8501|8502)\b", lambda found: ports[found[0]], text)
            (folder / "conf" / name).write_text(text, encoding="utf-8")
        temporary = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
        (folder / "main.conf").write_text(MAIN.format(folder=folder, temporary=temporary))
        stack.enter_context(_nginx(folder))
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/health", folder)
        yield url, {"one": one, "two": two}


@contextmanager
def _nginx(folder: Path) -> Iterator[None]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"  # Debian's, off an ordinary user's path
    assert Path(program).exists(), "nginx is not installed: apt-get install nginx-light"
    command = [
        program,
        "-p",
        str(folder),
        "-c",
        str(folder / "main.conf"),
        "-e",
        str(folder / "error.log"),
    ]
    process = subprocess.Popen(command)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(health: str, folder: Path) -> None:
    for _ in range(300):
        try:
            if urlopen(health, timeout=2).read() == b"ok":
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"nginx does not answer:\n{(folder / 'error.log').read_text()}")
