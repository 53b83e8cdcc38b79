"""Reads of the media room."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.people.models import Team


class Named(Protocol):
    """A picture as a post's body names it."""

    @property
    def media_id(self) -> str:
        """The picture's key as text."""

    @property
    def alt(self) -> str:
        """What it shows, in words."""

    @property
    def focus(self) -> tuple[float, float]:
        """The point that must stay visible when it is cropped, 0..1."""


class HasPictures(Protocol):
    """Anything with pictures in order; `content.body.Body` is one."""

    @property
    def pictures(self) -> Sequence[Named]:
        """The pictures."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stored picture as one post uses it: with that post's own alt text and focus."""

    media: MediaFile
    alt: str
    focus: tuple[float, float]


def pictures_for(body: HasPictures) -> list[Placed]:
    """The stored pictures a body names, in its order, with one query; names that are nobody's are left out."""
    known = by_ids([picture.media_id for picture in body.pictures])
    return [
        Placed(known[picture.media_id], picture.alt, picture.focus)
        for picture in body.pictures
        if picture.media_id in known
    ]


def by_ids(ids: Iterable[str]) -> dict[str, MediaFile]:
    """Stored pictures by their key as text, with one query (none when there are no keys)."""
    keys = []
    for text in ids:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    if not keys:
        return {}
    return {str(media.pk): media for media in MediaFile.objects.filter(pk__in=keys).select_related("look")}


def recent(team: Team, most: int = 24) -> list[MediaFile]:
    """A team's newest pictures, to choose from again."""
    return list(MediaFile.objects.filter(team=team)[:most])
