"""Containers as Instagram and Threads have them, for their replicas.

Kept as the real ones do (developers.facebook.com, "Content Publishing" and
"Threads Posts", "Troubleshooting"): a container is seen by nobody; it may need
time (``processing`` questions) until it is ``FINISHED``; publishing before that
is error 9007 with subcode 2207027; after 24 hours it is ``EXPIRED``; once it is
``PUBLISHED`` it cannot be published again; a carousel has two parts or more, all
of them made as such.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.replicas.graph import Fields, Graph, GraphHandler


class ContainerHandler(GraphHandler):
    """The part both networks share; ``replica`` names its edges."""

    replica: ContainerServer

    def get(self, path: str, query: Fields) -> None:
        """Answer questions about containers, posts and the account."""
        replica, number = self.replica, path.strip("/")
        if number == f"{replica.user}/{replica.listed}":
            newest = [post for post in reversed(replica.posts.values())][: int(query.get("limit", "25"))]
            return self.say(200, {"data": newest})
        if number == f"{replica.user}/{replica.quota}":
            told = {"quota_usage": replica.used, "config": {"quota_total": 100, "quota_duration": 86400}}
            return self.say(200, {"data": [told]})
        if number in (replica.user, "me"):
            return self.say(200, {"id": replica.user, "username": "harbour_clinic", "name": "Harbour Clinic"})
        if number in replica.boxes:
            return self.say(200, {"id": number, replica.status: self._status(replica.boxes[number])})
        return self.say(200, replica.posts[number]) if number in replica.posts else self.gone(number)

    def _status(self, box: dict[str, Any]) -> str:
        box["waits"] -= 1
        if box["status"] == "IN_PROGRESS" and box["waits"] < 0:
            box["status"] = "FINISHED"
        return str(box["status"])

    def post(self, path: str, fields: Fields) -> None:
        """Make a container, or publish one."""
        if path == f"/{self.replica.user}/{self.replica.make}":
            wrong = self.wrong(fields)
            return self.error(100, wrong, 2207004) if wrong else self._make(fields)
        if path == f"/{self.replica.user}/{self.replica.show}":
            return self._show(fields.get("creation_id", ""))
        return self.gone(path)

    def wrong(self, fields: Fields) -> str:
        """Return what is wrong with a container, "" when nothing is."""
        children = [one for one in fields.get("children", "").split(",") if one]
        if fields.get("media_type") == "CAROUSEL" and len(children) < 2:
            return "The carousel needs two parts or more"
        parts = [self.replica.boxes.get(one, {}) for one in children]
        if any(one.get("status") != "FINISHED" or not one.get("is_carousel_item") for one in parts):
            return "The part is not ready or not a part"
        addresses = [fields[name] for name in ("image_url", "video_url") if name in fields]
        return "" if all(one.startswith("https://") for one in addresses) else "The media could not be fetched"

    def _make(self, fields: Fields) -> None:
        number, waits = self.replica.next_id(), self.replica.processing
        status = "IN_PROGRESS" if waits else "FINISHED"
        self.replica.boxes[number] = {**fields, "status": status, "waits": waits}
        self.say(200, {"id": number})

    def _show(self, number: str) -> None:
        box = self.replica.boxes.get(number)
        if box is None:
            return self.gone(number)
        if box["status"] != "FINISHED":
            return self.error(9007, "The media is not ready for publishing, please wait for a moment", 2207027)
        box["status"] = "PUBLISHED"
        made = self.replica.next_id()
        self.replica.posts[made] = self.shown(made, box)
        return self.say(200, {"id": made})

    def shown(self, number: str, box: dict[str, Any]) -> dict[str, Any]:
        """Return a post as the network shows it."""
        words = self.replica.words
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
        link = f"https://{self.replica.site}/p/{number}/"
        return {"id": number, words: box.get(words, ""), "permalink": link, "timestamp": moment}


class ContainerServer(Graph):
    """A network with containers. ``boxes`` are the containers by number, ``posts`` what people see."""

    user = listed = quota = status = make = show = words = site = ""

    def __init__(self, port: int = 0, *, processing: int = 0) -> None:
        super().__init__(port)
        self.boxes: dict[str, dict[str, Any]] = {}
        self.posts: dict[str, dict[str, Any]] = {}
        self.processing = processing
        self.used = 3
