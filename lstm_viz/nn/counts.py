"""How many numbers a layer trains, as its equations have them."""

from dataclasses import fields


def recurrent_count(E: int, H: int) -> int:
    """Trainable numbers of a recurrent layer: U (H, E), W (H, H), b (H,), for any length."""
    return H * E + H * H + H


def feedforward_count(E: int, H: int, T: int) -> int:
    """Trainable numbers of a feedforward layer that reads T words at once: (H, T·E) and b (H,)."""
    return H * T * E + H


def layer_count(parameters) -> int:
    """Trainable numbers of a recurrent layer of any kind, as its equations have them: where PyTorch keeps
    a bias in two parts that are only ever added, this is one."""
    return sum(getattr(parameters, field.name).size for field in fields(parameters))
