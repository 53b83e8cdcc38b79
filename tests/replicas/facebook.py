"""A replica of Facebook Pages: the calls the connector makes, with real semantics.

Kept as the real one does (developers.facebook.com: "Pages API, Posts", "Page
Photos", reference of Page Post): a post made with ``published=false`` is seen by
nobody until ``is_published`` is set on its number, which may be set again; a
picture goes into one post only and has to be unpublished for that; a message of
more than 63,206 characters is refused; a deleted post does not exist.
"""

from __future__ import annotations

import json
from typing import Any

from tests.replicas.graph import PAGE_ID, Fields, Graph, GraphHandler

MOST = 63_206
IMAGES = ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff")


class _Handler(GraphHandler):
    replica: Facebook

    def get(self, path: str, query: Fields) -> None:
        number = path.strip("/")
        asked = query.get("fields", "id").split(",")
        if number == PAGE_ID:
            page: dict[str, Any] = {"id": PAGE_ID, "name": "Harbour Clinic"}
            return self.say(200, {name: page[name] for name in asked if name in page})
        post = self.replica.posts.get(number)
        return self.say(200, {name: post[name] for name in asked if name in post}) if post else self.gone(number)

    def post(self, path: str, fields: Fields) -> None:
        if path == f"/{PAGE_ID}/photos":
            return self._photo(fields)
        if path == f"/{PAGE_ID}/feed":
            return self._feed(fields)
        number = path.strip("/")
        return self._update(self.replica.posts[number], fields) if number in self.replica.posts else self.gone(number)

    def _photo(self, fields: Fields) -> None:
        if fields.get("source") not in IMAGES:
            return self.error(324, "(#324) Missing or invalid image file", 2069019)
        number = self.replica.next_id()
        published = fields.get("published", "true") == "true"
        self.replica.photos[number] = {"alt": fields.get("alt_text_custom", ""), "published": published, "used": False}
        return self.say(200, {"id": number})

    def _feed(self, fields: Fields) -> None:
        replica = self.replica
        photos = [one["media_fbid"] for one in json.loads(fields.get("attached_media", "[]"))]
        known = [replica.photos.get(number) for number in photos]
        if any(photo is None or photo["published"] or photo["used"] for photo in known):
            return self.error(100, "(#100) Photos should be owned by the page and not published", 1366051)
        if not fields.get("message") and not photos and not fields.get("link"):
            return self.error(100, "(#100) Missing message or attachment")
        if len(fields.get("message", "")) > MOST:
            return self.error(100, "(#100) Param message must be at most 63206 characters long")
        for photo in known:
            photo["used"] = True  # type: ignore[index]
        number = f"{PAGE_ID}_{replica.next_id()}"
        replica.posts[number] = {
            "id": number,
            "message": fields.get("message", ""),
            "link": fields.get("link", ""),
            "photos": photos,
            "is_published": fields.get("published", "true") == "true",
            "permalink_url": f"https://www.facebook.com/{number.replace('_', '/posts/')}",
        }
        return self.say(200, {"id": number})

    def _update(self, post: dict[str, Any], fields: Fields) -> None:
        if "is_published" in fields:
            post["is_published"] = post["is_published"] or fields["is_published"] == "true"
        if "message" in fields:
            post["message"] = fields["message"]
        self.say(200, {"success": True})

    def delete(self, number: str) -> None:
        if self.replica.posts.pop(number, None) is None:
            return self.gone(number)
        return self.say(200, {"success": True})


class Facebook(Graph):
    """The replica; ``posts`` and ``photos`` by number, published or not."""

    handler = _Handler

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.posts: dict[str, dict[str, Any]] = {}
        self.photos: dict[str, dict[str, Any]] = {}

    @property
    def published(self) -> list[dict[str, Any]]:
        """What people see."""
        return [post for post in self.posts.values() if post["is_published"]]
