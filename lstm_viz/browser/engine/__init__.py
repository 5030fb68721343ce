"""The network in the reader's browser: the equations of `lstm_viz.nn` in JavaScript, and its weights."""
