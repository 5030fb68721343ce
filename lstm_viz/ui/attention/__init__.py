"""What belongs to the page “attention” alone."""
