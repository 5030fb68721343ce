"""PyTorch's own Transformer encoder with the tensors of a model of ours."""

import torch
from torch import nn

from lstm_viz.models.transformer import TransformerModel


def torch_encoder(model: TransformerModel) -> nn.TransformerEncoder:
    """The encoder in float32, its tensors loaded without renaming."""
    E, layers, heads = (model.sizes[name] for name in ("E", "layers", "heads"))
    F = len(model.layers[0].linear1_bias)
    layer = nn.TransformerEncoderLayer(E, heads, F, dropout=0, batch_first=True, norm_first=True)
    encoder = nn.TransformerEncoder(layer, layers, nn.LayerNorm(E), enable_nested_tensor=False)
    start = "encoder."
    tensors = {
        name.removeprefix(start): torch.from_numpy(array)
        for name, array in model.tensors.items()
        if name.startswith(start)
    }
    encoder.load_state_dict(tensors)
    return encoder
