"""The pictures of a body as the checks need them: what they are called, how they are described, what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wellspoken.engines.screening import MediaItem
from wellspoken.engines.screening.images.attaching import with_report
from wellspoken.rooms.media.models import MediaFile
from wellspoken.rooms.media.seeing import report_of
from wellspoken.rooms.media.selectors import by_ids


def items(pictures: Iterable[Any], known: Mapping[str, MediaFile] | None = None) -> tuple[MediaItem, ...]:
    """One item per picture (`media_id`, `alt`), with the newest look into it; one query unless they are `known`.

    A picture that is not stored keeps its key as its name and says nothing of what is in it.
    """
    named = list(pictures)
    known = by_ids(picture.media_id for picture in named) if known is None else known
    return tuple(
        with_report(MediaItem(known[p.media_id].name, p.alt), report_of(known[p.media_id]))
        if p.media_id in known
        else MediaItem(p.media_id, p.alt)
        for p in named
    )
