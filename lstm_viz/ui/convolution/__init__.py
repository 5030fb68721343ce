"""What belongs to the page “convolution” alone."""
