"""The parts of the Short-term memory page, in their order."""

from . import activations, backpropagation, explosion, measured, three_cells, through_time

PARTS = {
    "Memory, measured": measured,
    "Slopes": activations,
    "Backpropagation": backpropagation,
    "Through time": through_time,
    "Exploding gradients": explosion,
    "Three cells": three_cells,
}
