"""Your own LSTM: open a recurrent network from a file and watch it read."""

from lstm_viz.ui import frame
from lstm_viz.ui.own import forecasting, material, networks, padding, picture

chosen = networks.choose()
read = material.choose(chosen)
if read:
    trace = chosen.network.trace(read.x)
    picture.show(chosen, read, trace)
    if read.numbers:
        forecasting.draw(chosen, read.numbers, trace)
if chosen.reads_tokens:
    padding.draw(chosen)
if chosen.example:
    frame.notice(*chosen.example["notice"])
    frame.check(f"own-{chosen.name}", **chosen.example["check"])
