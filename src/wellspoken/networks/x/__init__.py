"""X, through an application the organisation registered there."""
