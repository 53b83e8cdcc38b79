"""What the public pages of a newsroom read: no sign-in is needed, so nothing is returned that is not public."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.media.films.selectors import by_key, captions_by_keys
from wellspoken.rooms.media.models import Film, MediaFile
from wellspoken.rooms.publishing.models import NewsItem
from wellspoken.rooms.publishing.withdrawn_items import digest

PAGE = 20


def _items(channel: Channel) -> QuerySet[NewsItem]:
    return NewsItem.objects.filter(channel=channel)


def page(channel: Channel, number: int) -> tuple[list[NewsItem], bool]:
    """The items of one page, newest first (withdrawn ones too, as notes), and whether there are older ones."""
    start = (max(1, number) - 1) * PAGE
    rows = list(_items(channel).defer("body")[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def latest_changes(channel: Channel, most: int = 50) -> list[NewsItem]:
    """What the feeds carry: the newest items, and older ones that changed lately, by last change."""
    return list(_items(channel).defer("body").order_by("-changed_at", "-pk")[:most])


def item(channel: Channel, slug: str) -> NewsItem | None:
    """One item by its address; withdrawn ones too."""
    return _items(channel).defer("body").filter(slug=slug).first()


def moved(channel: Channel, slug: str) -> str | None:
    """Where the withdrawn item that had this address is now."""
    return _items(channel).filter(moved_from=digest(slug)).values_list("slug", flat=True).first()


class Mark(NamedTuple):
    """What changes whenever a newsroom's pages would: the last change of an item, and how many there are."""

    changed_at: datetime | None
    items: int


def mark(channel: Channel) -> Mark:
    """The newsroom's mark, with one query."""
    found: dict[str, Any] = _items(channel).aggregate(changed=Max("changed_at"), items=Count("pk"))
    return Mark(found["changed"], found["items"])


def public_picture(key: uuid.UUID) -> MediaFile | None:
    """The picture if a live item of a newsroom shows it; else None, whoever asks."""
    live = NewsItem.objects.filter(withdrawn_at=None).filter(_names(str(key)) | Q(film__poster=str(key)))
    return MediaFile.objects.filter(pk=key).first() if live.exists() else None


def public_film(key: uuid.UUID) -> Film | None:
    """The film if a live item of a newsroom shows it; else None, whoever asks."""
    live = NewsItem.objects.filter(withdrawn_at=None, film__film_id=str(key))
    return by_key(key) if live.exists() else None


def public_captions(film: uuid.UUID, lang: str) -> str | None:
    """The captions (WebVTT) of a film in a language, as the newest live item that shows it has them."""
    shown = NewsItem.objects.filter(withdrawn_at=None, film__film_id=str(film)).values_list("film", flat=True)
    keys = [one["key"] for item in shown for one in item.get("captions", []) if one["lang"] == lang]
    found = captions_by_keys(keys[:1])
    return found[keys[0]].text if keys and keys[0] in found else None


def _names(key: str) -> Q:
    """Items whose pictures name this key. SQLite knows no JSON containment, so the text is searched there."""
    if connection.vendor == "sqlite":
        return Q(pictures__icontains=key)
    return Q(pictures__contains=[{"media_id": key}])
