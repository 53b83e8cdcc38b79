"""What was seen in pictures, for templates."""

from __future__ import annotations

from django import template

from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.seeing import Seen, seen

register = template.Library()


@register.filter
def seen_in(media: MediaFile) -> Seen:
    """`{{ media|seen_in }}`: what was found in a picture and what could not be seen; no query when it is loaded."""
    return seen(media)
