"""A signed message to any receiver the organisation runs itself."""
