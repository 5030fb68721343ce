"""Training in view: a small network learns in the reader's browser. `payload` makes what it starts from."""
