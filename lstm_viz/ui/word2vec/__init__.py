"""What belongs to the page “word2vec” alone."""
