"""What people bring, as numbers: text, sound, word vectors. Knows nothing of networks."""
