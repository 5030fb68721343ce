"""The stage of cells whose one state is h: GRU and plain RNN."""

from .payload import payload

__all__ = ["payload"]
