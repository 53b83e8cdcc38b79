"""Giving the database connection back while a thread waits for a network."""

from __future__ import annotations

from django.db import connection


def rest() -> None:
    """Return this thread's connection to the pool. SQLite has none: there a connection costs no server anything."""
    if connection.vendor != "sqlite" and not connection.in_atomic_block:
        connection.close()
