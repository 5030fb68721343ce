"""Short-term memory: how far back recurrent networks remember, and why plain ones forget."""

from lstm_viz.ui import frame, links, reader, tabs
from lstm_viz.ui.memory import PARTS, measured

frame.head(
    "Short-term memory: why plain recurrent networks forget",
    "A plain recurrent network can use the past, but how far back? **Measure it**, then follow the "
    "reason step by step: slopes, backpropagation, and gradients that vanish on their way through "
    "time.",
)
tabs.draw(PARTS, "memory")
links.write("memory-link", measured.KEPT, text=reader.told())
