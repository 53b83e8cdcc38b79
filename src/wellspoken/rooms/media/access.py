"""Fetching a picture and checking the right in one call."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AnonymousUser

from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.access import Denied, may
from wellspoken.rooms.people.models import User
from wellspoken.rooms.people.roles import Right


def get_media(user: User | AnonymousUser, pk: uuid.UUID | str, right: Right = Right.VIEW) -> MediaFile:
    """The picture if the person may do `right` in its team.

    Raises `NotThere` when the person may not see it at all or the key is none, `Denied` when the right is missing.
    """
    try:
        key = pk if isinstance(pk, uuid.UUID) else uuid.UUID(pk)
    except ValueError as error:
        raise NotThere from error
    media = MediaFile.objects.select_related("team").filter(pk=key).first()
    if media is None or not may(user, Right.VIEW, media.team):
        raise NotThere
    if not may(user, right, media.team):
        raise Denied(right, media.team)
    return media
