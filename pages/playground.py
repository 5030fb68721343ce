"""Playground: wire a small memory by hand, or train one in view."""

from lstm_viz.ui import frame, tabs
from lstm_viz.ui.playground import PARTS

frame.head(
    "Playground: build a memory yourself",
    "So far you have watched networks that others trained. Here you set twelve numbers **by hand** until a "
    "single unit remembers what you want it to, or **train** a network and watch it learn.",
)
tabs.draw(PARTS, "playground", {"wire": "Wire one by hand", "train": "Train one in view"})
