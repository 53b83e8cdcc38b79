"""Regular work of the library room, called by the worker."""

from __future__ import annotations

from django.utils import timezone

from wellspoken.rooms.library import links


def check_links(most: int = 10) -> int:
    """Look up to `most` links up that wait or are outdated; returns how many."""
    for number in range(most):
        if not links.check_next(timezone.now()):
            return number
    return most
