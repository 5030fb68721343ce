"""What goes to the browser: arrays come back as they were, and digests tell contents apart."""

import base64

import numpy as np
import pytest

from lstm_viz.browser.packing import digest, encode


def test_an_array_comes_back():
    array = np.arange(6, dtype=np.float64).reshape(2, 3).T  # neither float32 nor contiguous
    sent = encode(array)
    back = np.frombuffer(base64.b64decode(sent["base64"]), "<f4").reshape(sent["shape"])
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1,), ("1",)),
        (("a", "b"), (["a", "b"],)),
        ((np.zeros(3),), (np.ones(3),)),
        ((np.zeros((2, 3)),), (np.zeros((3, 2)),)),
        ((np.zeros(2, np.float32),), (np.zeros(1, np.float64),)),
        ((np.linspace(0, 1, 5000),), (np.where(np.arange(5000) == 2500, 9, np.linspace(0, 1, 5000)),)),
    ],
)
def test_a_digest_is_another_for_other_content_alone(one, other):
    assert digest(*one) == digest(*one) and len(digest(*one)) == 16
    assert digest(*one) != digest(*other)
