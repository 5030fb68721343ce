"""A component's code on its way to the browser: fetched once where the app answers, else in the message."""

import gzip
import json
import re

import brotli
import pytest

from lstm_viz.ui import scripts
from tests.asgi import answer

DRAW = "export default function ({ data }) { return data; }"
STYLES = ".frame { color: red; }\n/* “`${signs}`” stay as they are */"


@pytest.fixture
def answers(monkeypatch):
    """An app with routes of its own."""
    monkeypatch.setattr(scripts, "_answers", False)  # put back afterwards
    scripts.answer()


def address(code: scripts.Code) -> str:
    return "/" + re.search(r'new URL\("([^"]+)"', code.js)[1]


def test_the_message_has_a_line_and_the_address_has_the_code(answers):
    code = scripts.code("picture", DRAW, STYLES)
    assert len(code.js) < 500 and not code.css.strip()
    status, headers, body = answer(scripts.route(), address(code))
    assert status == 200 and headers["content-type"].startswith("text/javascript")
    assert set(headers["cache-control"].split(", ")) == {"public", "max-age=31536000", "immutable"}
    script, _, styles = body.decode().partition("\nexport const styles = ")
    assert script == DRAW and json.loads(styles.rstrip(";\n")) == STYLES


def test_other_code_has_another_address(answers):
    made = {address(scripts.code("picture", DRAW, css)) for css in (STYLES, STYLES + " ", "")}
    assert len(made) == 3
    assert all(answer(scripts.route(), one)[0] == 200 for one in made)


@pytest.mark.parametrize(("form", "read"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_it_comes_compressed_to_who_takes_that(answers, form, read):
    path = address(scripts.code("picture", DRAW, STYLES))
    _, headers, body = answer(scripts.route("/lstm/"), f"/lstm{path}", accepts=form)
    assert headers["content-encoding"] == form and headers["vary"] == "accept-encoding"
    assert read(body) == answer(scripts.route(), path)[2]


def test_code_of_another_version_is_refused_with_what_to_do(answers):
    status, _, body = answer(scripts.route(), "/scripts/picture-0000000000000000.js")
    assert status == 404 and "load the page again" in body.decode()


def test_without_a_route_the_message_has_the_code_itself(monkeypatch):
    monkeypatch.setattr(scripts, "_answers", False)
    assert scripts.code("picture", DRAW, STYLES) == scripts.Code(DRAW, STYLES)
