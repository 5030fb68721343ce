"""The very model on screen in PyTorch and in Keras: code that runs as it is given, beside the six equations."""

from lstm_viz.models.language import LanguageModel

PYTORCH = """
import json

import torch
from safetensors import safe_open

with safe_open("lstm_viz/weights/{name}.safetensors", "pt") as file:
    weights = {{key: file.get_tensor(key).float() for key in file.keys()}}
    vocabulary = json.loads(file.metadata()["vocabulary"])

lstm = torch.nn.LSTM(input_size={E}, hidden_size={H}, batch_first=True)
# PyTorch keeps the gates in the order i, f, g (the candidate), o, and two biases that are added: b = b_ih + b_hh
lstm.load_state_dict({{key.removeprefix("lstm."): w for key, w in weights.items() if key.startswith("lstm.")}})

tokens = {tokens}
ids = [vocabulary.index(token) if token in vocabulary else 0 for token in tokens]
x = weights["embedding.weight"][ids]  # ({T}, {E})

# without a second argument the states start from zero, at every call anew;
# lstm(x, (h_n, C_n)) goes on from where an earlier text ended
all_h, (h_n, C_n) = lstm(x[None])  # all_h (1, {T}, {H}): every step; h_n, C_n (1, 1, {H}): the last one

projected = h_n[0] @ weights["head.projection.weight"].T  # (1, {E})
scores = projected @ weights["embedding.weight"].T + weights["head.bias"]  # (1, {V})
p, best = torch.softmax(scores, dim=1)[0].topk(5)
for share, k in zip(p.tolist(), best.tolist()):
    print(f"{{vocabulary[k]:>12}} {{share:.4f}}")
"""

KERAS = """
import json

import keras
import numpy as np
from safetensors.numpy import load_file, safe_open

weights = {{key: w.astype("float32") for key, w in load_file("lstm_viz/weights/{name}.safetensors").items()}}
with safe_open("lstm_viz/weights/{name}.safetensors", "numpy") as file:
    vocabulary = json.loads(file.metadata()["vocabulary"])

# return_sequences=True gives h of every step, False only the last; return_state=True gives h and C besides
layer = keras.layers.LSTM({H}, return_sequences=True, return_state=True)
layer.build((None, None, {E}))
# Keras keeps the gates in the order i, f, c (the candidate), o, as PyTorch does, but its matrices lie
# transposed, and it has one bias instead of two
layer.set_weights([
    weights["lstm.weight_ih_l0"].T,                            # kernel ({E}, {rows})
    weights["lstm.weight_hh_l0"].T,                            # recurrent kernel ({H}, {rows})
    weights["lstm.bias_ih_l0"] + weights["lstm.bias_hh_l0"],   # bias ({rows},)
])

tokens = {tokens}
ids = [vocabulary.index(token) if token in vocabulary else 0 for token in tokens]
x = weights["embedding.weight"][ids]  # ({T}, {E})

# stateful=False: the states start from zero at every call; initial_state=[h, C] goes on from an earlier text
all_h, h_n, C_n = layer(x[None])
projected = np.asarray(h_n) @ weights["head.projection.weight"].T
scores = projected @ weights["embedding.weight"].T + weights["head.bias"]
p = keras.ops.softmax(scores)[0]
for k in np.argsort(-np.asarray(p))[:5]:
    print(f"{{vocabulary[k]:>12}} {{p[k]:.4f}}")
"""


def pytorch(model: LanguageModel, name: str, tokens: list[str]) -> str:
    """The reading of these tokens as a program for PyTorch, run where this project lies."""
    return _filled(PYTORCH, model, name, tokens)


def keras(model: LanguageModel, name: str, tokens: list[str]) -> str:
    """The same for Keras 3."""
    return _filled(KERAS, model, name, tokens)


def _filled(code: str, model: LanguageModel, name: str, tokens: list[str]) -> str:
    sizes = model.sizes
    filled = code.format(name=name, tokens=tokens, T=len(tokens), rows=4 * sizes["H"], **sizes)
    return filled.strip() + "\n"
