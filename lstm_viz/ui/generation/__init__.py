"""What belongs to the page “generation” alone."""
