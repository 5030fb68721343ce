"""The Gates page: what the stage reads, and what the reader tries on the network."""
