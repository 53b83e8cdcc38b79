"""Cases nobody has tuned on, and how they are scored."""
