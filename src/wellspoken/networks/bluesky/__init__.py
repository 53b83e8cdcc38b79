"""Bluesky and every other server of the AT Protocol that keeps Bluesky posts."""
