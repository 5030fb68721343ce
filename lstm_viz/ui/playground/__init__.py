"""The parts of the Playground page, in their order."""

from . import train, wire

# a module with a function `draw` for each part; its texts are in lessons/playground.json
PARTS = {
    "Wire one by hand": wire,
    "Train one in view": train,
}
