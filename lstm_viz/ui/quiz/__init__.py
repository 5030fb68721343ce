"""What belongs to the page “quiz” alone."""
