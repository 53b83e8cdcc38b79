"""Taking a news item's words away: from its row, its address, and the notes that name it elsewhere."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from wellspoken.rooms.publishing.models import Delivery, NewsItem


def digest(slug: str) -> str:
    """What is kept of an old address: SHA-256, hex."""
    return hashlib.sha256(slug.encode()).hexdigest()


def address(item: NewsItem) -> str:
    """The public address of an item."""
    return f"{settings.SITE_URL}/newsroom/{item.channel.slug}/{item.slug}/"


def empty(pk: int, reason: str, now: datetime) -> bool:
    """Reduce the item to a note; the first note stays when asked again. False when there is no such item."""
    with transaction.atomic():
        rows = NewsItem.objects.filter(pk=pk).select_for_update(of=("self",)).select_related("channel", "post")
        item = rows.first()
        if item is None:
            return False
        if item.withdrawn_at is None:
            _take_words_away(item, reason, now)
    return True


def _take_words_away(item: NewsItem, reason: str, now: datetime) -> None:
    old = address(item)
    item.moved_from, item.slug = digest(item.slug), f"withdrawn-{digest(item.key)[:12]}"
    item.title, item.text, item.pictures, item.sources, item.corrections = "", "", [], [], []
    item.film = {}
    item.withdrawn_at, item.withdrawn_reason, item.changed_at = now, reason, now
    item.save()
    Delivery.objects.filter(channel=item.channel_id, remote_id=str(item.pk)).update(url=address(item))
    _forget_in_corrections(item, old, now)


def _forget_in_corrections(item: NewsItem, old: str, now: datetime) -> None:
    """The item that this one corrected still says that it was corrected, no longer in this one's words."""
    if item.post is None or item.post.copied_from_id is None:
        return
    for earlier in NewsItem.objects.filter(channel=item.channel_id, post_id=item.post.copied_from_id):
        notes = [{**n, "note": "", "url": address(item)} if n.get("url") == old else n for n in earlier.corrections]
        if notes != earlier.corrections:
            NewsItem.objects.filter(pk=earlier.pk).update(corrections=notes, changed_at=now)
