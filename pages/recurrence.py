"""Recurrence: why a network needs a past, and the cell that gives it one."""

from lstm_viz.ui import frame, links, reader, tabs
from lstm_viz.ui.recurrence import PARTS

frame.head(
    "Recurrence: networks that read in order",
    "A feedforward network sees one moment at a time. A **recurrent** network hands its own state on "
    "to the next moment, and so it can use the past. Try both, then look inside.",
)
tabs.draw(PARTS, "recurrence")
links.write("recurrence-link", text=reader.told())
