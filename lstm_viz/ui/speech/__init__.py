"""What belongs to the page “speech” alone."""
