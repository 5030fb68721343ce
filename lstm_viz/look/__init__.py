"""What quantities are called and how they look, on every page alike: roles, colours, numbers in sentences."""
