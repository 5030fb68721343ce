"""Short-term memory: how far back recurrent networks remember, and why plain ones forget."""

from lstm_viz.ui import frame, tabs
from lstm_viz.ui.memory import PARTS

frame.head(
    "Short-term memory: why plain recurrent networks forget",
    "A plain recurrent network can use the past, but how far back? **Measure it**, then follow the "
    "reason step by step: slopes, backpropagation, and gradients that vanish on their way through "
    "time.",
)
tabs.draw(PARTS, "memory")
