"""The experiments of the What-if page, one file each, in the page's order.

Each module has `draw(choice)`: it draws the experiment on a `reader.Choice` and returns what its link
holds besides the text. Titles and promises stand in `lessons/what_if.json`.
"""

from . import cells, gate, memory, pair, path, units

EXPERIMENTS = {
    "memory": memory,
    "gate": gate,
    "pair": pair,
    "units": units,
    "path": path,
    "cells": cells,
}
