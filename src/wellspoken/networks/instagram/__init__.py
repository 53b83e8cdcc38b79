"""Instagram accounts of organisations, through the Graph API."""
