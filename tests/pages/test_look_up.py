"""The look-up of the page “Words as numbers”: what its picture holds is the product."""

import base64
import json
from pathlib import Path

import numpy as np
from streamlit.testing.v1 import AppTest

from tests.pages.scripts import opened_at, ran

PAGE = str(Path(__file__).parents[2] / "pages" / "words.py")


def pictures(app: AppTest) -> list[dict]:
    """What the browser's components show, the page's own alone."""
    found = [json.loads(component.proto.json) for component in app.get("bidi_component")]
    return [data for data in found if data and "matrix" in data]


def decoded(packed: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["base64"]), "<f4").reshape(packed["shape"])


def test_look_up_is_the_product():
    app = opened_at(PAGE, part="3 Look-up")
    for word in ("rome", "italy"):
        app.button_group(key="look-up-word").set_value(word)
        (data,) = pictures(ran(app.run()))
        matrix, product = (decoded(data[name]) for name in ("matrix", "product"))
        assert data["words"][data["chosen"]] == word
        row = np.eye(len(data["words"]))[[data["chosen"]]]
        np.testing.assert_allclose(row @ matrix, product, atol=1e-6)
        np.testing.assert_array_equal(product[0], matrix[data["chosen"]])
