"""The tutorial notebook runs as it stands, and `show` says what is missing."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load

import lstm_viz

NOTEBOOK = Path(__file__).parents[2] / "docs" / "your-lstm.ipynb"


def test_the_widget_holds_the_pass():
    module = torch.nn.LSTM(2, 3)
    widget = lstm_viz.show(module, np.ones((4, 2)), names=list("abcd"), unit=2)
    (layer,) = widget.data["layers"]
    assert layer["tokens"] == list("abcd") and layer["unit"] == 2
    assert load(widget.weights)["0.hidden"].shape == (4, 3, 3)  # its gates can be held
    assert lstm_viz.show("letters", "the dog").weights[:8] != b""


def test_without_anywidget_the_sentence_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match=r"pip install 'lstm-viz\[notebook\]'"):
        lstm_viz.show("everyday", "the dog")


def test_the_tutorial_runs():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert not any(line.lstrip().startswith(("%", "!")) for cell in code for line in cell.splitlines())
    known: dict = {}
    for cell in code:
        exec(compile(cell, NOTEBOOK.name, "exec"), known)
    assert known["right"] > 0.95  # the network that is shown has learned its task
