"""A real PostgreSQL of the suite's own: Debian's program, on a socket in a folder that goes away again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Path of one of PostgreSQL's programs; Debian keeps them out of the way."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4]))
    path = str(found[-1]) if found else shutil.which(name)
    if not path:
        pytest.fail("PostgreSQL is missing: `apt-get install postgresql`, as tests/run.sh does.")
    return path


class Server:
    """A cluster in a folder; it runs as another user where the tests run as root, which it refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.as_user = {"user": "postgres"} if os.getuid() == 0 else {}
        if self.as_user:
            shutil.chown(folder, "postgres")
        self._run(
            "initdb", "--auth=trust", "--username=tests", "--encoding=UTF8", "--no-sync", "-D", self.data
        )

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def address(self, name: str = "postgres") -> str:
        return f"postgresql://tests@/{name}?host={self.folder}"

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "-w", "-D", self.data, "-o", options, "-l", f"{self.data}/log", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-D", self.data, "-m", "immediate", "stop")

    def database(self, name: str) -> str:
        """A new empty database; its address."""
        self._run("createdb", "-h", str(self.folder), "-U", "tests", name)
        return self.address(name)

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run(
            [program(name), *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if name == "pg_ctl" else subprocess.PIPE,
            text=True,
            **self.as_user,
        )
        assert done.returncode == 0, f"{name}: {done.stderr}"


@contextmanager
def running() -> Iterator[Server]:
    """A server that answers; the path of a socket must be short, so not pytest's folder."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chmod(folder, 0o755)
        server = Server(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
