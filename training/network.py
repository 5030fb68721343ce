"""The network in PyTorch, for training: its state dict is the checkpoint that `lstm_viz` reads."""

import json
import math

import torch
from torch import nn
from torch.nn import functional as F

from lstm_viz.models.cells import CELLS
from lstm_viz.models.language import LanguageModel


def recurrent_layer(cell: str, E: int, H: int) -> nn.Module:
    """The layer of `torch.nn` that is trained as this cell: (B, T, E) → (B, T, H)."""
    layer = getattr(nn, CELLS[cell].torch)(E, H, batch_first=True)
    if cell == "feedforward":  # each token is read on its own: W_h stays zero
        nn.init.zeros_(layer.weight_hh_l0)
        layer.weight_hh_l0.requires_grad_(False)
    if cell == "lstm":  # open forget gates at first: Jozefowicz et al. (2015), section 5
        with torch.no_grad():
            layer.bias_ih_l0[H : 2 * H] = 1.0
    return layer


def cross_entropies(y, embedding, bias, targets: torch.Tensor) -> torch.Tensor:
    """−log p of each target (B, T), 0 where the target is −100.

    Args:
        y: what is scored against the embedding (V, E) at the N targets that are not −100, (N, E).
    """
    read = targets.flatten() != -100
    scores = F.linear(y, embedding, bias)  # (N, V)
    losses = torch.zeros(targets.shape, device=y.device).flatten()
    losses[read] = F.cross_entropy(scores.float(), targets.flatten()[read], reduction="none")
    return losses.view(targets.shape)


FREQUENT, DRAWN = 512, 1024  # words whose scores are always computed, and drawn from the rest


def estimated_cross_entropies(y, embedding, bias, targets: torch.Tensor) -> torch.Tensor:
    """As `cross_entropies`, three times as fast, the softmax's sum estimated:

        Z ≈ e^{s_target} + Σ_frequent e^s + (rest / drawn)·Σ_drawn e^s, without the target in the sums

    Each drawn word stands for equally many of the rest (importance sampling: Bengio and Senécal
    2003, "Quick training of probabilistic neural nets by importance sampling").
    """
    words = targets.flatten()[targets.flatten() != -100]  # (N,)
    drawn = FREQUENT + torch.randperm(len(embedding) - FREQUENT)[:DRAWN]
    shown = torch.cat([torch.arange(FREQUENT), drawn])  # a vocabulary begins with its frequent words
    weight = torch.zeros(len(shown))
    weight[FREQUENT:] = math.log((len(embedding) - FREQUENT) / DRAWN)
    scores = y @ embedding[shown].T + bias[shown] + weight  # (N, shown)
    scores = scores.masked_fill(shown == words[:, None], -torch.inf)
    right = (y * embedding[words]).sum(1) + bias[words]  # s_target (N,)
    losses = torch.zeros(targets.numel())
    total = torch.cat([right[:, None], scores], dim=1).logsumexp(1)  # log Z
    losses[targets.flatten() != -100] = total - right
    return losses.view(targets.shape)


def start_from(network: nn.Module, model, tokens: list[str]):
    """Take over a trained model's weights; each of `tokens` takes the row of its own word.

    A word that the model doesn't know keeps the row that it was drawn with.
    """
    network.load_state_dict(_theirs(network, model, tokens))


def keep(network: nn.Module, model, tokens: list[str], share: float):
    """Keep a share of what was known before training went on: weights = share·before + (1 − share)·after.

    Wortsman et al. (2022), "Robust fine-tuning of zero-shot models". Rows of words that are new stay.
    """
    before = _theirs(network, model, tokens)
    after = network.state_dict()
    network.load_state_dict({name: share * before[name] + (1 - share) * after[name] for name in after})


def _theirs(network: nn.Module, model, tokens: list[str]) -> dict[str, torch.Tensor]:
    """A model's weights as a state of this network, the rows of words that it doesn't know as they are here."""
    known = {token: row for row, token in enumerate(model.vocabulary.tokens)}
    here = [row for row, token in enumerate(tokens) if token in known]
    there = [known[tokens[row]] for row in here]
    state = {
        name: torch.from_numpy(model.tensors[name].astype("float32")) for name in network.state_dict()
    }
    for name in ("embedding.weight", "head.bias"):
        rows = network.state_dict()[name].clone()
        rows[here] = state[name][there]
        state[name] = rows
    return state


class Network(nn.Module):
    """Embedding (V, E), one recurrent layer (H), projection H → E, scores against the embedding."""

    def __init__(self, cell: str, V: int, E: int, H: int):
        super().__init__()
        self.cell, self.estimates = cell, False
        self.embedding = nn.Embedding(V, E)
        nn.init.normal_(self.embedding.weight, std=E**-0.5)
        setattr(self, cell, recurrent_layer(cell, E, H))
        self.head = nn.ModuleDict({"projection": nn.Linear(H, E, bias=False)})
        self.head.register_parameter("bias", nn.Parameter(torch.zeros(V)))

    def losses(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Cross entropy of each target (B, T), 0 where the target is −100."""
        x = self.embedding(ids)  # (B, T, E)
        h, _ = getattr(self, self.cell)(x)  # (B, T, H)
        read = targets.flatten() != -100  # padding costs nothing
        y = self.head["projection"](h.flatten(0, 1)[read])  # (N, E)
        entropies = estimated_cross_entropies if self.estimates and self.training else cross_entropies
        return entropies(y, self.embedding.weight, self.head.bias, targets)

    def to_model(self, tokens: list[str], tokenizer: str, **facts) -> LanguageModel:
        """As the NumPy model that the app runs."""
        facts = {name: str(value) for name, value in facts.items()}
        facts |= {"cell": self.cell, "tokenizer": tokenizer, "vocabulary": json.dumps(tokens)}
        return LanguageModel({name: t.numpy(force=True) for name, t in self.state_dict().items()}, facts)
