"""Cells of tables that a spreadsheet opens: never run as a formula (OWASP, CSV injection)."""

from __future__ import annotations

#: a cell that begins so may be run
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def unrunnable(text: str) -> str:
    """The text, with an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(RUNS) else text
