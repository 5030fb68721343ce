"""What each quantity of the cell is called and how it looks, on every page alike.

Colour says which quantity, strength says how much, grey is negative. The hues are
darkened from Okabe and Ito's colour-blind safe set so that each stands out on white
and on the dark background; name, symbol or line style always stands beside them.
"""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Role:
    """One quantity: where a `Trace` keeps it, and how it is shown."""

    field: str
    name: str
    symbol: str
    colour: str
    dash: str  # line style, as SVG's stroke-dasharray
    low: str  # what the low end of its range means
    high: str  # what the high end means
    signed: bool  # around 0, rather than 0…1


FORGET = Role("forget_gate", "forget gate", "f", "#C4609A", "8 4", "erase", "keep", False)
INPUT = Role("input_gate", "input gate", "i", "#00936B", "2 3", "block", "write", False)
CANDIDATE = Role("candidate", "candidate", "C̃", "#C98500", "8 3 2 3", "down", "up", True)
OUTPUT = Role("output_gate", "output gate", "o", "#2F93D1", "14 5", "hide", "show", False)
CELL = Role("cell_state", "cell state", "C", "#0072B2", "none", "negative", "positive", True)
HIDDEN = Role("hidden_state", "hidden state", "h", "#D55E00", "1 0", "negative", "positive", True)

ROLES = (FORGET, INPUT, CANDIDATE, OUTPUT, CELL, HIDDEN)  # of the LSTM
# of the GRU, each looking like what does the same work in an LSTM
RESET = replace(OUTPUT, field="reset_gate", name="reset gate", symbol="r")  # shows the old state
UPDATE = replace(FORGET, field="update_gate", name="update gate", symbol="z")  # keeps the old state
NEW = replace(CANDIDATE, symbol="n")
NEGATIVE = "#6B7280"
EMBEDDING = "#7A7F8A"  # the input x
ATTENTION = "#8250DF"  # scores and shares of a Transformer's heads
CHOSEN = "#8250DF"  # what the reader chose or searched: the app's own violet, readable on dark and white


def full_colour(values: np.ndarray) -> float:
    """The size |v| that gets full colour where nothing bounds it: 2 % are larger, so that no single
    outlier bleaches all the rest."""
    return max(float(np.quantile(np.abs(values), 0.98)), 1e-6)


def rgba(colour: str, alpha: float) -> str:
    """A CSS colour from #RRGGBB and an opacity 0…1."""
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha})"


def colorscale(role: Role) -> list[list]:
    """Plotly's scale of a role: clear at zero, so that it looks right on any background."""
    if role.signed:
        clear = [[0.5, rgba(NEGATIVE, 0)], [0.5, rgba(role.colour, 0)]]
        return [[0, NEGATIVE], *clear, [1, role.colour]]
    return [[0, rgba(role.colour, 0)], [1, role.colour]]
