"""Regular work of the media room, called by the worker."""

from __future__ import annotations

from django.utils import timezone

from wellspoken.rooms.media import looks


def look_at_pictures(most: int = 10) -> int:
    """Look into up to `most` pictures that wait; returns how many."""
    for number in range(most):
        row = looks.next_look(timezone.now())
        if row is None:
            return number
        looks.look_into(row, timezone.now)
    return most
