"""What is sent unchecked is what Plotly makes of the same figure."""

import json

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest

from lstm_viz.figures.gates import heat_map
from lstm_viz.figures.prepared import Prepared
from lstm_viz.look.roles import ROLES


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.field)
def test_it_is_what_plotly_sends(bear, role):
    spec = heat_map(bear, role, np.arange(bear.hidden_state.shape[1]))
    sent = json.loads(plotly.io.to_json(Prepared(spec), validate=False))
    checked = json.loads(go.Figure(spec).to_json())  # raises where a property is none
    styles = checked["layout"]["template"]["data"]
    checked["layout"]["template"]["data"] = {"heatmap": styles["heatmap"]}  # of others nothing is drawn
    assert sent == checked


def test_numbers_of_either_precision_and_lists_go_as_they_are():
    z = np.array([[0.1, 0.2, 0.3], [1e-9, -2, 3e9]])
    for dtype, name in ((np.float32, "f4"), (np.float64, "f8")):
        heat = {"type": "heatmap", "z": z.astype(dtype).T, "x": ["a", "b"]}  # a view, not in order
        (trace,) = Prepared({"data": [heat], "layout": {}}).to_dict()["data"]
        assert trace["x"] == ["a", "b"] and trace["z"]["dtype"] == name
        read = go.Figure({"data": [trace]}).data[0]
        assert json.loads(go.Figure({"data": [heat]}).to_json())["data"][0]["z"] == read["z"]
