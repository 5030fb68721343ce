"""The one table of recurrent cells: what each is called, computes, looks like, and how it lies in a file.

Whoever adds a cell writes its equations (`lstm_viz/nn/NAME.py`), a row in `CELLS`, its picture
(`lstm_viz/browser/`) and a test against PyTorch or a loop in float64.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from lstm_viz.look.roles import HIDDEN, NEW, RESET, ROLES, UPDATE, Role
from lstm_viz.nn import gradients, gru, gru_before, lstm, peephole, relu, rnn

from .checkpoints import ModelError
from .text_traces import (
    GRUBeforeTextTrace,
    GRUTextTrace,
    PeepholeTextTrace,
    ReluTextTrace,
    RNNTextTrace,
    TextTrace,
)


@dataclass(frozen=True)
class Style:
    """How a cell looks where cells are compared, the same on every page."""

    colour: str
    dash: str  # SVG's stroke-dasharray
    plotly_dash: str
    marker: str  # Plotly's name of the sign


@dataclass(frozen=True)
class Equation:
    """One line of a cell."""

    symbol: str  # of the quantity that it gives: "f"
    stage: str
    text: str  # "f_t = σ(W_f·[h_{t−1}, x_t] + b_f)", as it stands in the code
    code: str  # the line of `step` that computes it


@dataclass(frozen=True)
class Cell:
    """A row of the table."""

    name: str  # in the middle of a sentence
    module: Any  # its equations: `step`, `run` and `Trace`
    parameters: Any  # the class that a layer of weights becomes
    trace: type  # of a text
    blocks: int  # blocks of H rows in the weights and biases
    stages: dict[str, str]  # names in order, each with the symbols of the quantities computed there
    roles: tuple[Role, ...]  # the quantities that are shown
    unroll: Callable  # one step in PyTorch, see `lstm_viz.nn.gradients`
    peepholes: dict[str, int] = field(
        default_factory=dict
    )  # further arrays: blocks of H numbers in each
    carries: str | None = None  # symbol of the gate that carries the memory on
    torch: str | None = None  # the class of `torch.nn` with the same equations
    says: str = ""  # what is special about it, in a sentence or two
    style: Style | Any = None  # None where it is not among those compared
    model: str | Any = None  # the shipped language model; None where there is none

    @property
    def title(self) -> str:
        """The name at the beginning of a sentence."""
        return self.name[0].upper() + self.name[1:]

    @property
    def memory(self) -> bool:
        """Whether it has a cell state C besides the hidden state h."""
        return any(field.name == "cell_state" for field in fields(self.module.Trace))

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """The equations in the order in which `step` computes them: a comment, and the line below it."""
        stage_of = {symbol: stage for stage, row in self.stages.items() for symbol in row.split()}
        lines = [line.strip() for line in inspect.getsource(self.module.step).splitlines()]
        return tuple(
            Equation(found[1], stage_of[found[1]], comment.removeprefix("# "), code)
            for comment, code in pairwise(lines)
            if (found := re.match(r"# (\S+)_t = ", comment))
        )

    def shapes(self, E: int, H: int) -> dict[str, tuple[int, ...]]:
        """The arrays of one layer by their names in a PyTorch state dict, with their shapes."""
        rows = self.blocks * H
        return {
            "weight_ih_l0": (rows, E),
            "weight_hh_l0": (rows, H),
            "bias_ih_l0": (rows,),
            "bias_hh_l0": (rows,),
            **{name: (blocks * H,) for name, blocks in self.peepholes.items()},
        }

    def layer(self, tensors: dict[str, np.ndarray], prefix: str) -> Any:
        """The layer stored under `PREFIX.weight_ih_l0` and so on, as this cell's parameters.

        Raises:
            ModelError: an array is missing, or the sizes do not fit together.
        """
        try:
            arrays = {name: tensors[f"{prefix}.{name}"] for name in self.shapes(0, 0)}
        except KeyError as missing:
            raise ModelError(f"This is not a model of ours: it has no {missing}.") from missing
        further = [
            n for n in tensors if n.startswith(f"{prefix}.") and n[len(prefix) + 1 :] not in arrays
        ]
        if further:
            raise ModelError(
                f"One layer in one direction is read here, and this file also has {further[0]}: "
                "open it with lstm_viz.open."
            )
        H = arrays["bias_ih_l0"].size // self.blocks
        E = arrays["weight_ih_l0"].size // max(self.blocks * H, 1)
        if {name: array.shape for name, array in arrays.items()} != self.shapes(E, H):
            raise ModelError(f"The sizes of the layer “{prefix}” do not fit together.")
        return self.parameters.from_torch(*arrays.values())

    def run(
        self,
        parameters: Any,
        inputs: np.ndarray,
        h0: np.ndarray | None = None,
        c0: np.ndarray | None = None,
    ) -> Any:
        """Read inputs (T, E) from these states, (H,) each; zero where not given.

        Raises:
            ValueError: a shape that does not fit, or c0 for a cell without C.
        """
        if self.memory:
            return self.module.run(parameters, inputs, h0, c0)
        if c0 is not None:
            raise ValueError(f"A {self.name} has no cell state to start from: give h0 alone.")
        return self.module.run(parameters, inputs, h0)

    def state(self, trace: Any, t: int = -1) -> tuple[np.ndarray, ...]:
        """What this cell hands on after step t: (h_t, C_t), or (h_t,) where it has no C."""
        h = trace.hidden_state[t]
        return (h, trace.cell_state[t]) if self.memory else (h,)


GRU_STAGES = {"Reset": "r", "Update gate": "z", "Candidate": "n", "New state": "h"}
LSTM_STAGES = {"Forget": "f", "Store": "i C̃", "Update": "C", "Output": "o h"}
CELLS: dict[str, Cell] = {
    "rnn": Cell(
        name="plain RNN",
        module=rnn,
        parameters=rnn.RNNParameters,
        trace=RNNTextTrace,
        blocks=1,
        stages={"Concatenate": "", "Hidden": "h", "Output": ""},
        roles=(HIDDEN,),
        unroll=gradients.rnn_step,
        torch="RNN",
        says="One layer. The whole state is overwritten at every step.",
        style=Style("#C0562B", "7 4", "dash", "square"),
        model="everyday-rnn",
    ),
    "lstm": Cell(
        name="LSTM",
        module=lstm,
        parameters=lstm.LSTMParameters,
        trace=TextTrace,
        blocks=4,
        stages=LSTM_STAGES,
        roles=ROLES,
        unroll=gradients.lstm_step,
        carries="f",
        torch="LSTM",
        says="Three gates and a cell state: C is changed by a × and a + only, so that memory and "
        "gradient have a road.",
        style=Style("#2F74C0", "none", "solid", "circle"),
        model="everyday",
    ),
    "gru": Cell(
        name="GRU",
        module=gru,
        parameters=gru.GRUParameters,
        trace=GRUTextTrace,
        blocks=3,
        stages=GRU_STAGES,
        roles=(RESET, UPDATE, NEW, HIDDEN),
        unroll=gradients.gru_step,
        carries="z",
        torch="GRU",
        says="Two gates, no separate cell state. In PyTorch's convention, used here, z near 1 **keeps** "
        "the old state, and the reset gate r acts on W·h, after the product; some texts swap z and 1 − z.",
        style=Style("#3F8F3A", "2 3", "dot", "diamond"),
        model="everyday-gru",
    ),
    "peephole": Cell(
        name="peephole LSTM",
        module=peephole,
        parameters=peephole.PeepholeParameters,
        trace=PeepholeTextTrace,
        blocks=4,
        peepholes={"peephole_l0": 3},
        stages=LSTM_STAGES,
        roles=ROLES,
        unroll=gradients.peephole_step,
        carries="f",
        says="An LSTM whose gates see the memory: the forget and the input gate the old one, the output "
        "gate the new one.",
    ),
    "relu": Cell(
        name="plain RNN with ReLU",
        module=relu,
        parameters=rnn.RNNParameters,
        trace=ReluTextTrace,
        blocks=1,
        stages={"Concatenate": "", "Hidden": "h", "Output": ""},
        roles=(HIDDEN,),
        unroll=gradients.relu_step,
        says="One layer, cut at zero instead of squashed.",
    ),
    "gru_before": Cell(
        name="GRU that resets before the product",
        module=gru_before,
        parameters=gru.GRUParameters,
        trace=GRUBeforeTextTrace,
        blocks=3,
        stages=GRU_STAGES,
        roles=(RESET, UPDATE, NEW, HIDDEN),
        unroll=gradients.gru_before_step,
        carries="z",
        says="A GRU whose reset gate r acts on h, before the product with W, as in the paper.",
    ),
    "feedforward": Cell(
        name="feedforward network",
        module=rnn,  # a plain recurrent layer whose W_h is zero
        parameters=rnn.RNNParameters,
        trace=RNNTextTrace,
        blocks=1,
        stages={"Hidden": "h"},
        roles=(HIDDEN,),
        unroll=gradients.rnn_step,
        torch="RNN",
        says="One layer that reads each step on its own.",
        model="everyday-feedforward",
    ),
}
COMPARED = {name: cell for name, cell in CELLS.items() if cell.style}


def cell_of(trace: Any) -> Cell:
    """The row of the cell whose pass this is, whatever the trace holds besides."""
    rows = reversed(
        CELLS.values()
    )  # so that a plain RNN's trace is its own, not the feedforward network's
    made_by = {cell.module.Trace: cell for cell in rows}
    return next(made_by[kind] for kind in type(trace).__mro__ if kind in made_by)
