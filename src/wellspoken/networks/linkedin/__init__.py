"""LinkedIn: pages of organisations, and members."""
