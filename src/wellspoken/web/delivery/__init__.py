"""Deliveries whose outcome is unclear: the evidence and the two choices."""
