"""Reads of the people room."""

from __future__ import annotations

from wellspoken.rooms.people.models import Organisation


def organisation() -> Organisation | None:
    """The one organisation of this installation, or None before first set-up."""
    return Organisation.objects.order_by("pk").first()
