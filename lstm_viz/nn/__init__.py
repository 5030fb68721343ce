"""The equations, NumPy alone: one file a kind of network, to be read in class beside its paper."""
