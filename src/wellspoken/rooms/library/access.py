"""Fetching a source and checking the right in one call."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.library.models import Source
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


def get_source(user: User | AnonymousUser, pk: int, right: Right = Right.VIEW) -> Source:
    """The source; raises `NotThere` when its team is not visible, `Denied` when the right is missing."""
    source = Source.objects.select_related("team").filter(pk=pk).first()
    if source is None or not may(user, Right.VIEW, source.team):
        raise NotThere
    if not may(user, right, source.team):
        raise Denied(right, source.team)
    return source
