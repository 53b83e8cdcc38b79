"""A replica of Instagram's publishing interface: containers, and what its captions and pictures may be."""

from __future__ import annotations

from typing import Any

from tests.replicas.containers import ContainerHandler, ContainerServer
from tests.replicas.graph import IG_ID, Fields


class _Handler(ContainerHandler):
    def wrong(self, fields: Fields) -> str:
        if len(fields.get("caption", "")) > 2200:
            return "The caption is too long"
        if fields.get("media_type") not in ("CAROUSEL", "REELS", "STORIES") and "image_url" not in fields:
            return "The image_url is missing"
        if fields.get("media_type") in ("REELS", "STORIES") and "alt_text" in fields:
            return "Descriptions are for pictures only"
        return super().wrong(fields)

    def shown(self, number: str, box: dict[str, Any]) -> dict[str, Any]:
        return {**super().shown(number, box), "like_count": 41, "comments_count": 0}

    def delete(self, number: str) -> None:
        self.error(100, "Unsupported delete request")


class Instagram(ContainerServer):
    """The replica."""

    handler = _Handler
    user, site, words = IG_ID, "www.instagram.com", "caption"
    make, show, listed = "media", "media_publish", "media"
    status, quota = "status_code", "content_publishing_limit"
