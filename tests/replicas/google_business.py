"""A replica of Google Business Profile: accounts, locations and their news, with real semantics.

Kept as the real one does (developers.google.com/my-business: "LocalPost", "Create
posts", "Work with locations"): news have a name given by Google, a state that may
be ``REJECTED``, and are listed newest first, page by page; a summary of more than
1,500 characters is refused; a picture is fetched from its address; what was deleted
is not found; refusals have a ``status`` in words.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from tests.replicas.google import Google, Refusal

SCOPE = "https://www.googleapis.com/auth/business.manage"
LOCATION = "accounts/1090/locations/5001"
Answer = tuple[int, dict[str, str], Any]


class V4Refusal(Refusal):
    """An error in the form of the v4 interface."""

    def __init__(self, status: int, name: str, words: str = "Request contains an invalid argument.") -> None:
        super().__init__(status, name, words)
        self.said = {"error": {"code": status, "message": words, "status": name}}


class GoogleBusiness(Google):
    """The replica. ``news`` by name, oldest first; ``rejects`` makes Google reject what comes next."""

    def __init__(self) -> None:
        super().__init__((SCOPE,))
        self.news: dict[str, dict[str, Any]] = {}
        self.reviews: list[dict[str, Any]] = []
        self.rejects = False
        self.denied = False
        self.number = 7_000_000
        self.accounts = [{"name": "accounts/1090", "accountName": "Harbour", "type": "LOCATION_GROUP"}]
        self.locations: list[dict[str, Any]] = [
            {"name": "locations/5001", "title": "Harbour Clinic", "storefrontAddress": {"locality": "Elm Harbour"}},
            {"name": "locations/5002", "title": "Harbour Archive", "metadata": {"canOperateLocalPost": False}},
            {"name": "locations/5003", "title": "Harbour Pharmacy", "metadata": {"canOperateLocalPost": True}},
        ]

    @property
    def visible(self) -> list[dict[str, Any]]:
        """News that people see."""
        return [one for one in self.news.values() if one["state"] != "REJECTED"]

    def do(self, method: str, path: str, query: dict[str, str], sent: tuple[dict[str, str], bytes]) -> Answer:
        if path == "/v1/accounts":
            return 200, {}, self._page("accounts", self.accounts, query, 1)
        if path == "/v1/accounts/1090/locations":
            if "readMask" not in query:
                raise V4Refusal(400, "INVALID_ARGUMENT")
            return 200, {}, self._page("locations", self.locations, query, 2)
        name = path.removeprefix("/v4/")
        if self.denied:
            raise V4Refusal(403, "PERMISSION_DENIED", "The caller does not have permission")
        if name == f"{LOCATION}/localPosts":
            if method == "POST":
                return 200, {}, self._write(json.loads(sent[1]))
            newest = list(reversed(self.news.values()))
            return 200, {}, self._page("localPosts", newest, query, int(query.get("pageSize", "20")))
        if name == f"{LOCATION}/reviews":
            newest = sorted(self.reviews, key=lambda one: str(one["updateTime"]), reverse=True)
            return 200, {}, self._page("reviews", newest, query, 2)
        return self._one(method, name, query, sent[1])

    def _page(self, name: str, items: list[Any], query: dict[str, str], size: int) -> dict[str, Any]:
        """Return one page; an empty list is left out, as Google does."""
        start = int(query.get("pageToken", "0"))
        found: dict[str, Any] = {name: items[start : start + size]} if items[start : start + size] else {}
        return {**found, **({"nextPageToken": str(start + size)} if start + size < len(items) else {})}

    def _write(self, post: dict[str, Any]) -> dict[str, Any]:
        known = {"topicType", "summary", "languageCode", "callToAction", "media"}
        summary, media = str(post.get("summary", "")), post.get("media", [])
        pictures = all(re.match(r"https://", one.get("sourceUrl", "")) for one in media)
        if set(post) - known or len(summary.encode("utf-16-le")) // 2 > 1500 or not summary or not pictures:
            raise V4Refusal(400, "INVALID_ARGUMENT")
        self.number += 1
        now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        made = {
            **post,
            "name": f"{LOCATION}/localPosts/{self.number}",
            "createTime": now,
            "updateTime": now,
            "state": "REJECTED" if self.rejects else "LIVE",
            "searchUrl": f"https://local.google.com/place?id={self.number}",
        }
        self.news[made["name"]] = made
        return made

    def _one(self, method: str, name: str, query: dict[str, str], body: bytes) -> Answer:
        if name not in self.news:
            raise V4Refusal(404, "NOT_FOUND", "Requested entity was not found.")
        if method == "DELETE":
            del self.news[name]
            return 200, {}, {}
        if method == "GET":
            return 200, {}, self.news[name]
        if method == "PATCH" and query.get("updateMask") == "summary":
            self.news[name] |= {"summary": json.loads(body)["summary"]}
            return 200, {}, self.news[name]
        raise V4Refusal(400, "INVALID_ARGUMENT")
