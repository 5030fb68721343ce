"""What the address asks for, read as forgivingly as it must be."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.ui import address


def asked(**query):
    """What a script reads of an address with these values."""

    def script():
        import streamlit as st

        from lstm_viz.ui import address

        st.session_state.read = (address.number("t", None), address.option("level", ("a", "b"), "b"))

    app = AppTest.from_function(script)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run().session_state.read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("²", None),
        ("9" * 7, None),
    ],
)
def test_only_a_whole_number_is_one(text, number):
    assert asked(t=text)[0] == number


def test_what_is_no_option_gives_the_default():
    assert asked()[1] == asked(level="c")[1] == "b"
    assert asked(level="a")[1] == "a"


def test_what_belongs_to_the_visit_stays_as_it_does_in_the_browser():
    script = Path(address.__file__).parents[1] / "browser/shared/address.js"
    (listed,) = re.findall(r"const STAYS = (\[.*\]);", script.read_text("utf-8"))
    assert tuple(json.loads(listed)) == address.STAYS


def test_what_a_page_writes_goes_beside_what_stays():
    def script():
        from lstm_viz.ui import address

        address.write({"view": "memory", "at": 9, "hold": ["a", "b"]})

    app = AppTest.from_function(script)
    app.query_params["class"] = "ABCD"
    app.query_params["unit"] = "3"
    app.run()
    assert {name: app.query_params[name] for name in ("class", "view", "at", "hold")} == {
        "class": "ABCD",
        "view": "memory",
        "at": "9",
        "hold": ["a", "b"],
    }
    assert "unit" not in app.query_params
