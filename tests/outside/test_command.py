"""The command opens the app on a file, or says why not."""

import os
import signal
import subprocess
import sys
from urllib.request import urlopen

import pytest
import torch

from lstm_viz.outside import command

COMMAND = [sys.executable, "-m", "lstm_viz.outside"]


def test_what_cannot_be_opened_is_said_before_anything_starts(tmp_path, capsys):
    (tmp_path / "broken.keras").write_bytes(b"no network")
    for file, says in ((tmp_path / "broken.keras", "broken.keras"), (tmp_path / "no.pt", "no file")):
        with pytest.raises(SystemExit):
            command.main([str(file)])
        assert says in capsys.readouterr().err


def test_the_library_alone_says_where_the_app_is(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "APP", tmp_path / "app.py")
    with pytest.raises(SystemExit):
        command.main([])
    assert "project's folder" in capsys.readouterr().err


def test_addresses():
    assert command.address(80, None, None) == "http://localhost:80/"
    assert (
        command.address(80, "a b.pt", "x & y") == "http://localhost:80/own?network=a+b.pt&text=x+%26+y"
    )


def test_the_app_starts_on_the_file(tmp_path):
    file = tmp_path / "mine.pt"
    torch.save(torch.nn.LSTM(2, 3).state_dict(), file)
    server = subprocess.Popen(
        [*COMMAND, str(file), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        lines = iter(server.stdout.readline, "")
        url = next(line.strip() for line in lines if "/own?" in line)
        assert url.endswith("/own?network=mine.pt")
        with urlopen(url) as answer:
            assert answer.status == 200
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
