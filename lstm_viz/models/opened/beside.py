"""What stands beside the recurrent layers in a state dict: the embedding before, the linear head after."""

import numpy as np

from .network import Head

AFTER = ("head", "fc", "linear", "out", "dec", "proj", "class", "dense", "score", "lm")


def embedding(arrays: dict[str, np.ndarray], E: int) -> tuple[str, np.ndarray] | None:
    """The matrix (V, E) without a bias that is called an embedding; nothing where several are."""
    fits = [
        (name, array)
        for name, array in arrays.items()
        if name.endswith("weight") and "emb" in name.lower()
        and array.ndim == 2 and array.shape[1] == E and _bias(name) not in arrays
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


def head(arrays: dict[str, np.ndarray], D: int) -> Head | None:
    """The one linear layer (O, D) that reads the last h: by its name, or the only one.

    Where a further matrix reads its O numbers, the two are no linear head, and there is none here.
    """
    fits = {
        name: array
        for name, array in arrays.items()
        if name.endswith("weight") and array.ndim == 2 and array.shape[1] == D
        and arrays.get(_bias(name), array[:, 0]).shape == (len(array),)
    }  # fmt: skip
    named = {n: a for n, a in fits.items() if any(word in n.lower() for word in AFTER)}
    found = named if len(named) == 1 else fits
    if len(found) != 1:
        return None
    ((name, weight),) = found.items()
    rest = [array for other, array in arrays.items() if other not in (name, _bias(name))]
    if any(array.ndim == 2 and array.shape[1] == len(weight) for array in rest):
        return None
    return Head(name, weight, arrays.get(_bias(name), np.zeros(len(weight), np.float32)))


def _bias(name: str) -> str:
    return name.removesuffix("weight") + "bias"
