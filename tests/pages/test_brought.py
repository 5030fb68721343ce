"""A network that another page hands over is taken only where it is one, and read as its page said."""

import base64

import numpy as np
import pytest
import torch
from safetensors.torch import save

from lstm_viz.ui import brought
from tests.pages.test_playground import opened

FILE = save({f"lstm.{k}": v for k, v in torch.nn.LSTM(2, 3).state_dict().items()})
SENT = {
    "name": "lstm-adding-5.safetensors",
    "data": base64.b64encode(FILE).decode(),
    "table": "number,marked\n0.5,1\n0.25,0\n1,1",
    "mean": [0, 0],
    "spread": [1, 1],
}


def test_what_a_component_sends_is_read():
    found = brought.read(SENT)
    assert found is not None
    assert (found.name, found.data, found.mean) == ("lstm-adding-5.safetensors", FILE, (0.0, 0.0))


@pytest.mark.parametrize(
    "wrong",
    [
        None, 7, [], {}, SENT | {"name": ""}, SENT | {"name": "x" * 101}, SENT | {"name": 3}, SENT | {"data": "no!"},
        SENT | {"data": "A" * 2_000_000}, SENT | {"table": ["1"]}, SENT | {"text": "x" * 20_001}, SENT | {"mean": [0]},
        SENT | {"spread": [1, 0]}, SENT | {"mean": ["0", "0"]}, SENT | {"mean": 0}, SENT | {"answers": [["A"]]},
        SENT | {"answers": "AB"}, SENT | {"answers": ["x" * 11]},
    ],
)  # fmt: skip
def test_anything_else_is_none(wrong):
    assert brought.read(wrong) is None


def handed(**change):
    app = opened()
    app.session_state[brought.KEY] = brought.read(SENT | change)
    return app.switch_page("pages/own.py").run()


def test_it_stands_on_the_page_with_its_table_scaled_as_it_learned():
    app = handed()
    assert not app.exception and not app.error
    assert app.session_state["own-network"] == SENT["name"]
    assert not any("Until you bring a table" in caption.value for caption in app.caption)
    scaling = next(table.value for table in app.dataframe if "spread" in table.value)
    np.testing.assert_array_equal(scaling["x there"], [1, 1])
    np.testing.assert_array_equal(scaling["mean"], [0, 0])


def test_a_scaling_that_does_not_fit_is_left_aside():
    app = handed(mean=[0, 0, 0], spread=[1, 1, 1])
    assert not app.exception
    assert any("Until you bring a table" in caption.value for caption in app.caption)


def test_a_file_that_is_none_is_refused_in_a_sentence():
    app = handed(data=base64.b64encode(b"no network").decode())
    assert not app.exception
    assert "is not a readable" in app.error[0].value
