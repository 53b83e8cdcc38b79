"""A replica of Facebook Pages: the calls the connector makes, with real semantics.

Kept as the real one does (developers.facebook.com: "Pages API, Posts", "Page
Photos", reference of Page Post): a post made with ``published=false`` is seen by
nobody until ``is_published`` is set on its number, which may be set again; a
picture goes into one post only and has to be unpublished for that; a message of
more than 63,206 characters is refused; a deleted post does not exist. A film comes
in three phases and in the parts that are asked for, has its number from the first
and takes time (``processing`` questions) until it is ready; captions are SubRip
files named after a place; its address leaves out the host.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.replicas.graph import PAGE_ID, Fields, Graph, GraphHandler

MOST = 63_206
IMAGES = ("image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff")


class _Handler(GraphHandler):
    replica: Facebook

    def get(self, path: str, query: Fields) -> None:
        number = path.strip("/")
        asked = [one.partition(".")[0] for one in query.get("fields", "id").split(",")]
        if number == PAGE_ID:
            page: dict[str, Any] = {"id": PAGE_ID, "name": "Harbour Clinic"}
            return self.say(200, {name: page[name] for name in asked if name in page})
        film = self.replica.films.get(number)
        if film is not None:
            film["waits"] -= 1
            if film["status"]["video_status"] == "processing" and film["waits"] < 0:
                film["status"] = {"video_status": "ready"}
        post = film or self.replica.posts.get(number)
        return self.say(200, {name: post[name] for name in asked if name in post}) if post else self.gone(number)

    def post(self, path: str, fields: Fields) -> None:
        if path == f"/{PAGE_ID}/photos":
            return self._photo(fields)
        if path == f"/{PAGE_ID}/feed":
            return self._feed(fields)
        if path == f"/{PAGE_ID}/videos":
            return self._film(fields)
        number, _, edge = path.strip("/").partition("/")
        if edge == "captions" and number in self.replica.films:
            return self._captions(self.replica.films[number], fields)
        if number in self.replica.films:
            return self._switch(self.replica.films[number], fields)
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
            "reactions": {"data": [], "summary": {"total_count": 12}},
            "comments": {"data": [], "summary": {"total_count": 3}},
            "permalink_url": f"https://www.facebook.com/{number.replace('_', '/posts/')}",
        }
        return self.say(200, {"id": number})

    def _update(self, post: dict[str, Any], fields: Fields) -> None:
        if "is_published" in fields:
            post["is_published"] = post["is_published"] or fields["is_published"] == "true"
        if "message" in fields:
            post["message"] = fields["message"]
        self.say(200, {"success": True})

    def _film(self, fields: Fields) -> None:
        phase, replica = fields.get("upload_phase"), self.replica
        if phase == "start":
            number, size = replica.next_id(), int(fields["file_size"])
            state: dict[str, Any] = {
                "status": {"video_status": "uploading"},
                "waits": replica.processing,
                "captions": {},
            }
            link = f"/harbour/videos/{number}/"
            replica.films[number] = {
                "id": number,
                "published": False,
                "size": size,
                "at": 0,
                "permalink_url": link,
                **state,
            }
            return self.say(
                200, {"video_id": number, "upload_session_id": f"s{number}", **self._next(replica.films[number])}
            )
        film = replica.films.get(fields.get("upload_session_id", "")[1:])
        if film is None:
            return self.error(100, "Invalid upload session", 1363030)
        if phase == "transfer":
            if (
                int(fields["start_offset"]) != film["at"]
                or fields.get("video_file_chunk") != "application/octet-stream"
            ):
                return self.error(1363037, "Invalid start offset", 1363037)
            film["at"] = min(film["size"], film["at"] + replica.part)
            return self.say(200, self._next(film))
        if film["at"] < film["size"] or len(fields.get("description", "")) > MOST:
            return self.error(100, "The film is not complete or its description too long")
        film |= {name: fields[name] for name in ("description", "title", "is_ai_generated") if name in fields}
        film |= {"published": fields.get("published", "true") == "true"}
        film["likes"] = {"data": [], "summary": {"total_count": 7}}
        film["status"] = {"video_status": replica.verdict}
        return self.say(200, {"success": True})

    def _next(self, film: dict[str, Any]) -> dict[str, str]:
        end = min(film["size"], film["at"] + self.replica.part)
        return {"start_offset": str(film["at"]), "end_offset": str(end)}

    def _captions(self, film: dict[str, Any], fields: Fields) -> None:
        place = fields.get("default_locale", "")
        if not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2,3}", place) or fields.get("captions_file") != "application/x-subrip":
            return self.error(386, "Invalid captions file")
        film["captions"][place] = True
        return self.say(200, {"success": True})

    def _switch(self, film: dict[str, Any], fields: Fields) -> None:
        if film["status"]["video_status"] != "ready":
            return self.error(100, "The film is not ready")
        film["published"] = film["published"] or fields.get("published") == "true"
        film |= {"description": fields["description"]} if "description" in fields else {}
        return self.say(200, {"success": True})

    def delete(self, number: str) -> None:
        if self.replica.films.pop(number, None):
            return self.say(200, {"success": True})
        if self.replica.posts.pop(number, None) is None:
            return self.gone(number)
        return self.say(200, {"success": True})


class Facebook(Graph):
    """The replica; ``posts``, ``photos`` and ``films`` by number. ``verdict`` is what becomes of a film."""

    handler = _Handler

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.posts: dict[str, dict[str, Any]] = {}
        self.photos: dict[str, dict[str, Any]] = {}
        self.films: dict[str, dict[str, Any]] = {}
        self.processing = 0
        self.part = 8_000
        self.verdict = "processing"

    @property
    def published(self) -> list[dict[str, Any]]:
        """What people see."""
        return [post for post in self.posts.values() if post["is_published"]]
