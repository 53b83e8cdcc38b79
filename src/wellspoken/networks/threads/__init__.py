"""Threads, through its own Graph API."""
