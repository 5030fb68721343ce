"""How many numbers a layer trains, as its equations have them."""

from dataclasses import fields
from typing import Any


def recurrent_count(E: int, H: int) -> int:
    """Trainable numbers of a recurrent layer: U (H, E), W (H, H), b (H,), for any length."""
    return H * E + H * H + H


def feedforward_count(E: int, H: int, T: int) -> int:
    """Trainable numbers of a feedforward layer that reads T words at once: (H, T·E) and b (H,)."""
    return H * T * E + H


def layer_count(parameters: Any) -> int:
    """Trainable numbers of a recurrent layer of any kind, as its equations have them: where PyTorch keeps
    a bias in two parts that are only ever added, this is one."""
    return sum(getattr(parameters, field.name).size for field in fields(parameters))


def lstm_multiplications(E: int, H: int, T: int) -> int:
    """Multiplications of an LSTM's pass over T inputs: four products W·[h, x] and three of unit by unit
    (f ∗ C, i ∗ C̃, o ∗ tanh C) a step."""
    return T * (4 * H * (H + E) + 3 * H)


def transformer_multiplications(E: int, F: int, layers: int, T: int) -> int:
    """Multiplications of a Transformer's pass over T words, in its matrix products.

    A layer has Q, K, V and W_O (4·E² a word), the feedforward part (2·E·F a word), and Q·Kᵀ and A·V, in
    which every word meets every word (2·E·T a word); the mask closes half of those after they were
    computed.
    """
    return T * layers * (4 * E * E + 2 * E * F + 2 * E * T)
