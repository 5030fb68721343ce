"""What belongs to the page “translation” alone."""
