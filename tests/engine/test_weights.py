"""The weights on their way to the browser: the route's answers, and the engine that reads them."""

import gzip
import re

import pytest

from lstm_viz.browser.engine import payload
from lstm_viz.models import checkpoints, language
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.ui import weights
from tests import asgi

NAMES = [*language.model_names(), *language.snapshot_names()]
MOST = 2_200_000  # bytes that a model may cost a reader


def answer(path: str, base: str = "", accepts: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body with which a server at `base` answers."""
    return asgi.answer(weights.route(base), path, accepts)


@pytest.mark.parametrize("name", NAMES)
def test_every_language_model_is_sent_as_it_is_on_disk(name):
    status, headers, body = answer(f"/{payload.address(name)}")
    assert status == 200
    assert body == checkpoints.shipped(name).read_bytes()
    assert len(body) == int(headers["content-length"]) <= MOST
    assert set(headers["cache-control"].split(", ")) == {"public", "max-age=31536000", "immutable"}


def test_who_takes_gzip_gets_the_same_in_gzip():
    status, headers, body = answer(f"/{payload.address('letters')}", accepts="gzip, zstd")
    assert (
        status == 200
        and headers["content-encoding"] == "gzip"
        and "immutable" in headers["cache-control"]
    )
    assert gzip.decompress(body) == checkpoints.shipped("letters").read_bytes()


@pytest.mark.parametrize("base", ["base", "/a/b/", ""])
def test_the_route_stands_below_the_path_of_the_app(base):
    below = f"/{base.strip('/')}" if base else ""
    assert answer(f"{below}/{payload.address('letters')}", base)[0] == 200
    assert not payload.address("letters").startswith(
        "/"
    )  # a browser resolves it against the page's address


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "nothing-0123456789abcdef.safetensors",
        "sentiment-0123456789abcdef.safetensors",  # no language model
        "../app-0123456789abcdef.safetensors",
        "snapshots/../everyday-0123456789abcdef.safetensors",
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(path):
    status, _, body = answer(f"/weights/{path}")
    assert status == 404
    assert re.match("There is no model “.+”. There are: everyday, ", body.decode())


def test_another_version_is_not_sent_in_its_place():
    status, headers, body = answer("/weights/everyday-0123456789abcdef.safetensors")
    assert status == 404 and b"load the page again" in body
    assert "cache-control" not in headers


def test_no_source_for_what_is_no_language_model():
    with pytest.raises(ModelError, match="There is no model “sentiment”"):
        payload.source("sentiment")
