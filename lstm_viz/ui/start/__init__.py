"""What belongs to the page “start” alone."""
