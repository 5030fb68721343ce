"""One recurrent layer in one direction, made from arrays in PyTorch's arrangement whatever file they are of."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_viz.models.cells import CELLS
from lstm_viz.models.checkpoints import ModelError
from lstm_viz.nn import projected

PROJECTED = (
    "projected"  # an LSTM with proj_size; it stands in no row of the table, since its h is smaller
)


@dataclass(frozen=True)
class Layer:
    """Weights that read a sequence in one direction."""

    name: str  # in its file: "encoder.lstm, layer 2, backward"
    cell: str  # a name in `CELLS`, or `PROJECTED`
    parameters: Any
    backward: bool  # reads the last step first
    features: int  # E, numbers of an input
    hidden_size: int  # H, units
    outputs: int  # numbers of h_t: H, or P of a projected LSTM

    @property
    def memory(self) -> bool:
        """Whether it has a cell state C."""
        return self.cell == PROJECTED or CELLS[self.cell].memory

    def run(self, inputs: np.ndarray, h0: np.ndarray | None, c0: np.ndarray | None) -> Any:
        """Its trace over inputs (T, E), in the order in which it reads."""
        if self.backward:
            inputs = inputs[::-1]
        if self.cell == PROJECTED:
            return projected.run(self.parameters, inputs, h0, c0)
        return CELLS[self.cell].run(self.parameters, inputs, h0, c0)


def make(name: str, cell: str, arrays: dict[str, np.ndarray], backward: bool = False) -> Layer:
    """A layer of this cell.

    Args:
        arrays: `weight_ih` (k·H, E), `weight_hh` (k·H, H), blocks in PyTorch's order; `bias_ih`, `bias_hh`
            (k·H,), zero where missing; `weight_hr` (P, H) of a projected LSTM, whose weight_hh is (4H, P);
            `peephole` (3H,) of a peephole LSTM.

    Raises:
        ModelError: the sizes do not fit together, or a number is not finite.
    """
    given = {key: np.asarray(array, np.float32) for key, array in arrays.items()}
    rows = len(given["weight_ih"])
    for bias in ("bias_ih", "bias_hh"):
        given.setdefault(bias, np.zeros(rows, np.float32))
    blocks = 4 if cell == PROJECTED else CELLS[cell].blocks
    H, E = rows // blocks, given["weight_ih"].shape[-1]
    P = len(given["weight_hr"]) if cell == PROJECTED else H
    wanted = {
        "weight_ih": (blocks * H, E),
        "weight_hh": (blocks * H, P),
        "bias_ih": (blocks * H,),
        "bias_hh": (blocks * H,),
    }
    if cell == PROJECTED:
        wanted["weight_hr"] = (P, H)
    if cell == "peephole":
        wanted["peephole"] = (3 * H,)
    for key, shape in wanted.items():
        if key not in given:
            raise ModelError(f"“{name}” has no {key}.")
        if given[key].shape != shape:
            raise ModelError(
                f"{key} of “{name}” has the shape {given[key].shape}; with {H} units it must be {shape}."
            )
        if not np.isfinite(given[key]).all():
            raise ModelError(f"{key} of “{name}” has a number that is not finite.")
    kind = projected.ProjectedParameters if cell == PROJECTED else CELLS[cell].parameters
    parameters = kind.from_torch(*(given[key] for key in wanted))
    return Layer(name, cell, parameters, backward, E, H, P)
