"""“Your own LSTM” as a script, for its tests: files given to it, what it says, what its picture gets."""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load, save
from streamlit.testing.v1 import AppTest
from torch import nn

import lstm_viz
from tests.pages.scripts import ran

PAGE = str(Path(__file__).parents[2] / "pages/own.py")
TOKENS = ["<unk>", "the", "dog", "dogs", "runs", "."]


def opened(**query) -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return ran(app.run())


def given(name: str, data: bytes, app: AppTest | None = None) -> AppTest:
    app = app or opened()
    app.file_uploader(key="own-file").upload(name, data, "application/octet-stream")
    return ran(app.run())


def stage(app: AppTest) -> dict:
    """What the picture gets."""
    return json.loads(app.get("bidi_component")[0].proto.json)


def brought(app: AppTest) -> dict[str, np.ndarray]:
    """The weights that stand beside the picture."""
    return {
        name.partition(".")[2] if name[0].isdigit() else name: array
        for name, array in load(app.get("bidi_component")[1].proto.bytes).items()
    }


def said(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


def state(module: nn.Module, **more) -> dict[str, np.ndarray]:
    return {name: tensor.numpy(force=True) for name, tensor in module.state_dict().items()} | more


def words_network(**options) -> bytes:
    """A state dict with an embedding, a head over the vocabulary, and the vocabulary."""
    torch.manual_seed(0)
    V, E, H = len(TOKENS), 5, 7
    lstm = nn.LSTM(E, H, **options)
    sides = 1 + bool(options.get("bidirectional"))
    arrays = {f"lstm.{name}": array for name, array in state(lstm).items()}
    arrays |= {"embedding.weight": np.ones((V, E), np.float32)}
    arrays |= {"head.weight": np.ones((V, sides * H), np.float32), "head.bias": np.zeros(V, np.float32)}
    return save(arrays, metadata={"vocabulary": json.dumps(TOKENS)})


def plain_language_model(model: lstm_viz.LanguageModel) -> bytes:
    """A shipped model as a state dict with one linear head, as people train it: W = embedding·P."""
    arrays = {name: array for name, array in model.tensors.items() if not name.startswith("head.")}
    arrays |= {"head.weight": model.embeddings @ model.projection, "head.bias": model.head_bias}
    return save(arrays, metadata={"vocabulary": model.facts["vocabulary"]})
