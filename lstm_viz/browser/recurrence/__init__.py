"""The pictures of recurrence that move by themselves in the browser, and what Python sends them."""
