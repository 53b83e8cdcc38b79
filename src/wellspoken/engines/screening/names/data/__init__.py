"""Word lists and models of the name finder."""
