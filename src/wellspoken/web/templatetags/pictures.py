"""What was seen in pictures, and which comments point into them, for templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.seeing import Seen, seen

register = template.Library()


@register.filter
def seen_in(media: MediaFile) -> Seen:
    """`{{ media|seen_in }}`: what was found in a picture and what could not be seen; no query when it is loaded."""
    return seen(media)


@register.filter
def pins_of(pins: Mapping[str, Sequence[Any]] | None, media: MediaFile) -> Sequence[Any]:
    """`{{ pins|pins_of:media }}`: the comments that point into this picture; none where there are no comments."""
    return pins.get(str(media.pk), ()) if pins else ()
