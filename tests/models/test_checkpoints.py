"""Checkpoints: what goes in comes out, and what is no model of ours is refused with a sentence."""

import numpy as np
import pytest
import torch

from lstm_viz.models import checkpoints
from lstm_viz.models.cells import CELLS
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.nn import lstm


def tensors(E=3, H=4) -> dict[str, np.ndarray]:
    layer = torch.nn.LSTM(E, H)
    return {f"lstm.{name}": t.numpy(force=True) for name, t in layer.state_dict().items()}


def test_what_is_written_is_read(tmp_path):
    arrays = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.float32([0.5])}
    checkpoints.write(tmp_path / "m.safetensors", arrays, {"task": "test"})
    read, facts = checkpoints.read(tmp_path / "m.safetensors")
    assert facts == {"task": "test"}
    assert read.keys() == arrays.keys()
    assert all(read[name].dtype == np.float32 and (read[name] == arrays[name]).all() for name in arrays)


def test_a_missing_and_a_broken_file_are_named(tmp_path):
    with pytest.raises(ModelError, match=r"no model file gone\.safetensors"):
        checkpoints.read(tmp_path / "gone.safetensors")
    (tmp_path / "broken.safetensors").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"broken\.safetensors is not a readable model"):
        checkpoints.read(tmp_path / "broken.safetensors")


def test_a_layer_is_the_one_of_pytorch():
    arrays = tensors()
    x = np.random.default_rng(0).normal(size=(5, 3)).astype(np.float32)
    layer = torch.nn.LSTM(3, 4)
    layer.load_state_dict({n.removeprefix("lstm."): torch.from_numpy(a) for n, a in arrays.items()})
    ours = lstm.run(CELLS["lstm"].layer(arrays, "lstm"), x).hidden_state
    np.testing.assert_allclose(ours, layer(torch.from_numpy(x))[0].numpy(force=True), atol=1e-6)


@pytest.mark.parametrize("name", ["weight_ih_l0", "bias_hh_l0"])
def test_a_layer_without_a_part_is_refused(name):
    arrays = tensors()
    del arrays[f"lstm.{name}"]
    with pytest.raises(ModelError, match=name):
        CELLS["lstm"].layer(arrays, "lstm")


def test_a_layer_whose_sizes_do_not_fit_is_refused():
    arrays = tensors() | {"lstm.weight_hh_l0": np.zeros((16, 5), np.float32)}
    with pytest.raises(ModelError, match="do not fit together"):
        CELLS["lstm"].layer(arrays, "lstm")
