"""An LSTM that a reader wires by hand: one unit, twelve numbers, goals to reach."""
