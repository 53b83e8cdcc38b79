"""Pictures: taking them in for the composer, and showing them to people who may see them."""
