"""The evidence about every unit of a model: what drives it, how long it keeps, what it goes with.

The index of a model lies beside it in `models/units/`; `training.units` makes it by reading texts that
the model was not trained on. Letters in the shape comments: H units, F features, K contexts of W tokens
each, N words or background states.
"""

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from lstm_viz.models.checkpoints import WEIGHTS
from lstm_viz.models.language import LanguageModel
from lstm_viz.nn.embeddings import PCA

FOLDER = WEIGHTS / "units"
STATES = ("hidden_state", "cell_state")  # order of the first axis of the path arrays
NOTHING = -1  # stands where a context is shorter than W


class NoIndex(ValueError):
    """There is no index that fits the model; the message says so."""


def fingerprint(model: LanguageModel) -> str:
    """SHA-256 of all tensors of a model by name, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in sorted(model.tensors):
        digest.update(name.encode() + np.ascontiguousarray(model.tensors[name]).tobytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class UnitIndex:
    """What was measured for each of H units."""

    facts: dict  # see `training.units`
    mean_forget: np.ndarray  # mean forget gate (H,), 0…1
    contexts: np.ndarray  # token ids (2, H, K, W): where C is highest [0] and lowest [1]
    context_values: np.ndarray  # C at each of these tokens (2, H, K, W)
    context_at: np.ndarray  # which of the W tokens is the extreme one (2, H, K)
    words: np.ndarray  # token ids (2, H, N) that write most upwards [0] and downwards [1]
    word_values: np.ndarray  # mean i ∗ C̃ at these tokens (2, H, N)
    correlations: np.ndarray  # Pearson's r of C with each feature (F, H), −1…1
    explained: np.ndarray  # share of C's variance that the current token explains (H,), 0…1
    similarity: np.ndarray  # Pearson's r of two units' C (H, H)
    ablation: np.ndarray  # rise of the loss without the unit (H,), bits a token
    ablation_error: np.ndarray  # its standard error (H,)
    path_mean: np.ndarray  # of `STATES` (2, H)
    path_components: np.ndarray  # first two principal components (2, 2, H)
    path_explained: np.ndarray  # their shares of the variance (2, 2)
    background: np.ndarray  # states of the texts on that plane (2, N, 2)
    background_next: np.ndarray  # id of the token that followed (N,)
    background_kind: np.ndarray  # its kind, a place in facts["kinds"] (N,)

    @property
    def H(self) -> int:
        return len(self.mean_forget)

    @property
    def half_life(self) -> np.ndarray:
        """Tokens after which half of a memory is left, ln ½ / ln f̄, f̄ the mean forget gate; (H,)."""
        return np.log(0.5) / np.log(np.clip(self.mean_forget, 1e-6, 1 - 1e-6))

    @property
    def time_constant(self) -> np.ndarray:
        """Tokens after which a memory has shrunk to 1/e, −1 / ln f̄; (H,)."""
        return -1 / np.log(np.clip(self.mean_forget, 1e-6, 1 - 1e-6))

    def strongest(self, unit: int) -> tuple[int, float]:
        """The feature that a unit goes with most, and its r."""
        r = np.nan_to_num(self.correlations[:, unit])
        return int(np.abs(r).argmax()), float(r[np.abs(r).argmax()])

    def plane(self, state: str) -> PCA:
        """The plane on which the path of "hidden_state" or "cell_state" is drawn."""
        k = STATES.index(state)
        return PCA(self.path_mean[k], self.path_components[k], self.path_explained[k])

    def neighbours_tell(self, state: str, k: int = 25) -> tuple[float, float]:
        """How far places on the plane of a state tell what comes next, 0…1 each.

        Each background state is left out in turn and given the commonest kind of the k nearest others:
        the share that is right, and the share that always naming the commonest kind would get.
        """
        places, kind = self.background[STATES.index(state)], self.background_kind
        apart = np.square(places[:, None] - places[None]).sum(axis=-1)  # (N, N)
        np.fill_diagonal(apart, np.inf)
        near = kind[np.argpartition(apart, k, axis=1)[:, :k]]  # (N, k)
        kinds = len(self.facts["kinds"])
        votes = np.stack([(near == n).sum(axis=1) for n in range(kinds)], axis=1)  # (N, kinds)
        right = float((votes.argmax(axis=1) == kind).mean())
        return right, float(np.bincount(kind, minlength=kinds).max() / len(kind))

    def save(self, path: Path) -> None:
        """Write the index; fractions as float16."""
        arrays = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "facts"}
        small = {n: a.astype(np.float16 if a.dtype.kind == "f" else a.dtype) for n, a in arrays.items()}
        small = {
            n: np.ascontiguousarray(a) for n, a in small.items()
        }  # the file takes the bytes as they lie
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(small, path, metadata={"facts": json.dumps(self.facts)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an index.

        Raises:
            NoIndex: no such file, or not one of ours.
        """
        try:
            with safe_open(path, framework="numpy") as file:
                arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no dict)
                facts = json.loads(file.metadata()["facts"])
            wide = {n: a.astype(np.float32) if a.dtype == np.float16 else a for n, a in arrays.items()}
            return cls(facts=facts, **wide)
        except FileNotFoundError as error:
            raise NoIndex(f"There is no index of the units of “{path.stem}”.") from error
        except (SafetensorError, KeyError, TypeError, json.JSONDecodeError) as error:
            raise NoIndex(f"{path.name} is not a readable index of units: {error}") from error


def load(name: str, model: LanguageModel) -> UnitIndex:
    """The shipped index of a shipped model.

    Raises:
        NoIndex: there is none, or it was made of other weights.
    """
    index = UnitIndex.load(FOLDER / f"{name}.safetensors")
    if index.facts["fingerprint"] != fingerprint(model):
        raise NoIndex(
            f"The index of units describes other weights of “{name}”: make it anew with training.units."
        )
    return index


SORTS = {
    "number": lambda index: np.arange(index.H),
    "slowest": lambda index: np.argsort(-index.mean_forget, kind="stable"),
    "most predictable": lambda index: np.argsort(-index.explained, kind="stable"),
    "strongest link": lambda index: np.argsort(
        -np.abs(np.nan_to_num(index.correlations)).max(axis=0), kind="stable"
    ),
    "most needed": lambda index: np.argsort(-index.ablation, kind="stable"),
}


def most_similar(index: UnitIndex, unit: int) -> np.ndarray:
    """All units, (H,): the one asked for, then by |r| of their cell states with its own."""
    r = np.abs(np.nan_to_num(index.similarity[unit]))
    r[unit] = np.inf
    return np.argsort(-r, kind="stable")


def search(index: UnitIndex, model: LanguageModel, text: str) -> np.ndarray:
    """Units, ascending, whose evidence holds the text: a number, a token, part of a feature's name."""
    text = text.strip().lower()
    if not text:
        return np.arange(index.H)
    found = np.zeros(index.H, bool)
    if text.isascii() and text.isdigit() and int(text) < index.H:
        found[int(text)] = True
    token = model.vocabulary.index.get(text)
    if token is not None:
        found |= (index.words == token).any(axis=(0, 2))
        peak = np.take_along_axis(index.contexts, index.context_at[..., None].astype(np.int64), axis=-1)
        found |= (peak[..., 0] == token).any(axis=(0, 2))  # (H,)
    for k, feature in enumerate(index.facts["features"]):
        if len(text) > 2 and text in feature["name"]:
            found |= np.abs(np.nan_to_num(index.correlations[k])) >= 0.3
    return np.flatnonzero(found)
