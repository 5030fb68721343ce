"""What is in the way of opening a network is named, and a file that would run code runs none."""

import sys
import zipfile

import numpy as np
import pytest
import torch
from torch import nn

import lstm_viz

E, H = 6, 9


def without(name: str, **more) -> dict:
    state = nn.LSTM(4, 8).state_dict() | more
    return {key: value for key, value in state.items() if key != name}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (without("weight_hh_l0"), "weight_ih_l0.*stands alone"),
        (without("", weight_hh_l0=torch.zeros(30, 8)), "block of 8 rows"),
        (without("", weight_ih_l0=torch.zeros(31, 4)), r"weight_ih|weight_hh"),
        (without("", bias_ih_l0=torch.zeros(9)), "bias_ih"),
        (without("", weight_hh_l0=torch.full((32, 8), torch.nan)), "not finite"),
        (without("", weight_hh_l0=torch.zeros(32, 8, dtype=torch.int8)), "quantized"),
        (without("", weight_hh_l0_raw=torch.zeros(32, 8)), "weight_hh_l0_raw"),
        (nn.Linear(3, 2).state_dict(), "no recurrent layer"),
        (nn.Linear(3, 2), "Linear has no recurrent layer"),
        (
            {"lstm.weight_ih_l1": torch.zeros(32, 8), "lstm.weight_hh_l1": torch.zeros(32, 8)},
            "one is missing",
        ),
        (3, "A int is not read here"),
        ("nowhere.safetensors", "no file nowhere.safetensors"),
        ("own.docx", r"“.docx” is not read here"),
    ],
)
def test_what_is_in_the_way_is_named(source, says):
    with pytest.raises(lstm_viz.ModelError, match=says):
        lstm_viz.open(source)


def test_a_plain_network_is_not_read_like_a_gru():
    with pytest.raises(lstm_viz.ModelError, match="cannot be read like “gru”"):
        lstm_viz.open(nn.RNN(3, 4).state_dict(), like="gru")


class Evil:
    def __reduce__(self):
        return print, ("this ran",)


def test_a_file_that_would_run_code_is_refused_and_runs_nothing(tmp_path, capsys):
    torch.save({"weights": Evil()}, tmp_path / "evil.pt")
    with pytest.raises(lstm_viz.ModelError, match="save a state dict"):
        lstm_viz.open(tmp_path / "evil.pt")
    assert "this ran" not in capsys.readouterr().out


@pytest.mark.parametrize("suffix", [".safetensors", ".pt", ".h5", ".keras", ".onnx"])
@pytest.mark.parametrize(
    "content", [b"", b"no such thing", b"\x89HDF\r\n\x1a\n" + bytes(40), b"PK\x03\x04" + bytes(40)]
)
def test_a_broken_file_is_refused(tmp_path, suffix, content):
    (tmp_path / f"broken{suffix}").write_bytes(content)
    with pytest.raises(lstm_viz.ModelError):
        lstm_viz.open(tmp_path / f"broken{suffix}")


@pytest.mark.parametrize(
    "call",
    [
        lambda n: n.trace(np.zeros((3, E + 1))),
        lambda n: n.trace(np.zeros((0, E))),
        lambda n: n.trace(np.zeros(E)),
        lambda n: n.trace(np.zeros((3, E)), lengths=[3]),
        lambda n: n.trace(np.zeros((2, 3, E)), lengths=[3]),
        lambda n: n.trace(np.zeros((2, 3, E)), lengths=[3, 4]),
        lambda n: n.trace(np.zeros((3, E)), h0=np.zeros((3, H))),
        lambda n: n.trace(np.zeros((3, E)), h0=np.zeros((2, H + 1))),
    ],
)
def test_input_that_does_not_fit_is_refused(call):
    with pytest.raises(ValueError):
        call(lstm_viz.open(nn.LSTM(E, H, num_layers=2)))


@pytest.mark.parametrize(
    ("suffix", "package", "extra"),
    [
        (".pt", "torch", "torch"),
        (".h5", "h5py", "keras"),
        (".keras", "h5py", "keras"),
        (".onnx", "onnx", "onnx"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(suffix, package, extra, tmp_path, monkeypatch):
    path = tmp_path / f"own{suffix}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("model.weights.h5", b"")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(lstm_viz.ModelError, match=rf"pip install 'lstm-viz\[{extra}\]'"):
        lstm_viz.open(path)
