"""Channels: their health in words, connecting accounts, posting times."""
