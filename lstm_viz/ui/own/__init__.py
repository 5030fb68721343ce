"""Your own LSTM: which network, what it reads, and what is seen of it."""
