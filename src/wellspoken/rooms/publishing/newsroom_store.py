"""Keeps the Newsroom's pages in our own tables; one store per delivery."""

from __future__ import annotations

import json
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from wellspoken.networks.contract import Picture, Video
from wellspoken.networks.newsroom.store import Page, StoreError
from wellspoken.rooms.channels.models import Channel
from wellspoken.rooms.content.body import Body
from wellspoken.rooms.publishing.models import Delivery, NewsItem
from wellspoken.rooms.publishing.withdrawn_items import address, digest, empty

SLUG_LENGTH = 100


class NewsroomStore:
    """What `NewsroomConnector` needs: pages of `delivery`'s channel, put up once per key."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery

    def keep_picture(self, picture: Picture) -> str:
        """The picture is kept by the media room already; its name is its id there."""
        return picture.name

    def keep_film(self, video: Video) -> str:
        """The film is kept by the media room already; its name is its id there."""
        return video.name

    def put_once(self, key: str, body: bytes) -> Page:
        """Publish `body` under `key`; with a known key nothing is written."""
        try:
            with transaction.atomic():
                found = NewsItem.objects.filter(key=key).first()
                return _page(found or self._create(key, body))
        except IntegrityError as error:  # another worker with the same key, or of the same address: rolled back
            if there := self.find(key):
                return there
            raise StoreError(str(error), proven=True) from error
        except DatabaseError as error:  # a full disk: rolled back. A server that went away says nothing of its commit
            raise StoreError(str(error), proven=connection.vendor == "sqlite") from error

    def _create(self, key: str, body: bytes) -> NewsItem:
        page = json.loads(body)
        content, channel, now = self.delivery.revision.content, self.delivery.channel, timezone.now()
        return NewsItem.objects.create(
            channel=channel,
            post_id=self.delivery.post_id,
            key=key,
            body=body.decode(),
            slug=free_slug(channel, page["title"]),
            title=page["title"],
            text=page["text"],
            lang=page["lang"] or content.lang,
            pictures=[_picture(p, number, self.delivery) for number, p in enumerate(page["pictures"])],
            film=_film(page.get("film"), content),
            sources=_sources(content),
            published_at=now,
            changed_at=now,
        )

    def find(self, key: str) -> Page | None:
        """The page with this key, also when it was withdrawn."""
        try:
            found = NewsItem.objects.filter(key=key).first()
        except DatabaseError as error:
            raise StoreError(str(error)) from error
        return _page(found) if found else None

    def read(self, remote_id: str) -> Page | None:
        """A page that is up."""
        try:
            found = self._up(remote_id).first()
        except (DatabaseError, ValueError) as error:
            raise StoreError(str(error)) from error
        return _page(found) if found else None

    def _up(self, remote_id: str) -> QuerySet[NewsItem]:
        return NewsItem.objects.filter(pk=int(remote_id), channel=self.delivery.channel_id, withdrawn_at=None)

    def correct(self, remote_id: str, body: bytes) -> Page | None:
        """Show `body` with the day and the note of the correction; the words that are there already change nothing."""
        try:
            with transaction.atomic():
                item = self._up(remote_id).select_for_update(of=("self",)).select_related("channel").first()
                if item is not None and item.body != body.decode():
                    self._change(item, body.decode())
        except (DatabaseError, ValueError) as error:
            raise StoreError(str(error), proven=connection.vendor == "sqlite") from error
        return _page(item) if item else None

    def _change(self, item: NewsItem, body: str) -> None:
        page, content, now = json.loads(body), self.delivery.revision.content, timezone.now()
        pairs = zip(item.pictures, page["pictures"], strict=False)
        item.pictures = [{**shown, "alt": told["alt"]} for shown, told in pairs]
        item.title, item.text, item.lang, item.body = page["title"], page["text"], page["lang"] or item.lang, body
        item.sources = _sources(content)
        item.corrections = [*item.corrections, {"at": now.isoformat(), "note": content.correction}]
        item.changed_at = now
        item.save()

    def withdraw(self, remote_id: str, reason: str) -> bool:
        """Replace a page by a note; the first note stays when it is asked again."""
        try:
            return empty(int(remote_id), reason, timezone.now())
        except (DatabaseError, ValueError) as error:
            raise StoreError(str(error), proven=True) from error


def free_slug(channel: Channel, title: str) -> str:
    """An address never used in this newsroom, made of the title's words."""
    stem = slugify(title)[:SLUG_LENGTH].strip("-") or "item"
    items = NewsItem.objects.filter(channel=channel)
    taken = set(items.filter(slug__startswith=stem).values_list("slug", flat=True))
    left = set(items.exclude(moved_from="").values_list("moved_from", flat=True))
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken or digest(slug) in left:
        number += 1
    return slug


def _page(item: NewsItem) -> Page:
    return Page(str(item.pk), address(item), item.body.encode())


def _picture(page: dict[str, Any], number: int, delivery: Delivery) -> dict[str, Any]:
    pictures = delivery.revision.content.pictures
    focus = list(pictures[number].focus) if number < len(pictures) else [0.5, 0.5]
    return {
        "media_id": page["ref"],
        "alt": page["alt"],
        "width": page["width"],
        "height": page["height"],
        "focus": focus,
    }


def _film(page: dict[str, Any] | None, content: Body) -> dict[str, Any]:
    """The film as the public page shows it: with the captions and the poster that were approved."""
    if page is None or content.film is None:
        return {}
    return {
        "film_id": page["ref"],
        "alt": page["alt"],
        "mime": page["mime"],
        "width": page["width"],
        "height": page["height"],
        "poster": content.film.poster_id,
        "captions": [{"key": one.key, "lang": one.lang} for one in content.film.captions],
    }


def _sources(content: Body) -> list[dict[str, str]]:
    return [{"url": e.url, "title": e.title or e.url} for e in content.evidence]
