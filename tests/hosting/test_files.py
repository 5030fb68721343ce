"""The files to host the app with agree with one another, and their programs take them."""

import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from tests.benchmarks.browser import ROOT, started
from tests.hosting.replicas import FILES


def addresses(text: str) -> set[str]:
    return set(re.findall(r"\b\d+\.\d+\.\d+\.\d+(?::\d+)?\b", text.replace("\\", "")))


def test_compose_gives_its_replicas_the_addresses_that_nginx_asks():
    compose = (FILES / "compose" / "compose.yaml").read_text("utf-8")
    asked = addresses((FILES / "compose" / "replicas.conf").read_text("utf-8"))
    given = set(re.findall(r"ipv4_address: (\S+)", compose.replace(" }", "")))
    assert {address.partition(":")[0] for address in asked} == given and len(given) == 2
    (port,) = {address.partition(":")[2] for address in asked}
    assert f"--server.port={port}" in (FILES / "compose" / "Dockerfile").read_text("utf-8")
    for mounted in re.findall(r"- ([^\s:]+\.conf):", compose):
        assert (FILES / "compose" / mounted).is_file()


def test_the_image_gets_all_that_the_app_is_made_of():
    copied = re.findall(r"^COPY (.+) \S+$", (FILES / "compose" / "Dockerfile").read_text("utf-8"), re.M)
    names = {name for line in copied for name in line.split()}
    assert {"app.py", "pages", "lstm_viz", ".streamlit", "requirements.txt"} <= names
    assert all((ROOT / name).exists() for name in names)


def test_the_unit_listens_where_nginx_asks():
    unit = (FILES / "lstm-viz@.service").read_text("utf-8")
    assert "--server.address=127.0.0.1" in unit and "--server.port=%i" in unit
    asked = addresses((FILES / "replicas.conf").read_text("utf-8"))
    assert {a.partition(":")[2] for a in asked} == set(re.findall(r"lstm-viz@(\d+)", unit))


def test_the_cloud_gets_the_same_requirements_with_a_small_pytorch():
    lines = (ROOT / "cloud" / "requirements.txt").read_text("utf-8").splitlines()
    pinned = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    torch = next(line for line in pinned if line.startswith("torch=="))
    assert "-r ../requirements.txt" in lines and f"{torch}+cpu" in lines


def test_the_clouds_entry_point_is_the_whole_server():
    entry = ROOT / "cloud" / "streamlit_app.py"
    assert discover_asgi_app(entry).is_asgi_app
    with started(str(entry.relative_to(ROOT))) as (url, _):
        with pytest.raises(HTTPError, match="404"):  # else Streamlit would send its page
            urlopen(url + "/weights/none")
        script = re.search(rb'static/js/[^"]+', urlopen(url).read())[0].decode()
        asked = Request(f"{url}/{script}", headers={"Accept-Encoding": "gzip"})
        assert urlopen(asked).headers["content-encoding"] == "gzip"
