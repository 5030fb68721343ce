"""What belongs to the page “sentiment” alone."""
