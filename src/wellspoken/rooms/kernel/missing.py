"""The answer when something is not there, or is not for this person to know about."""

from __future__ import annotations


class NotThere(Exception):
    """No such object among those the person may see; the face answers 404."""
