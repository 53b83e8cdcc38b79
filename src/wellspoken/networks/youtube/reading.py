"""Reading from YouTube: comments under the channel's films, and what YouTube counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Account
from wellspoken.networks.google import Google
from wellspoken.networks.likeness import moment
from wellspoken.networks.line import Refused
from wellspoken.networks.reading import Figures, InboxRead, Message, MetricsRead

MOST = 50
PAGES = 5
COUNTED = {"viewCount": "views", "likeCount": "likes", "commentCount": "comments"}


def _items(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    items = found.get("items")
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []


def _part(item: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return an object inside an object, empty when it is not there."""
    for name in names:
        found = item.get(name)
        item = found if isinstance(found, dict) else {}
    return dict(item)


def _figures(item: dict[str, Any]) -> Figures:
    counted = _part(item, "statistics")
    named = {ours: int(counted[theirs]) for theirs, ours in COUNTED.items() if str(counted.get(theirs, "")).isdigit()}
    return Figures(str(item.get("id", "")), named)


def _message(item: dict[str, Any], own: str) -> Message | None:
    top = _part(item, "snippet", "topLevelComment")
    said = _part(top, "snippet")
    made, number = moment(said.get("publishedAt")), str(top.get("id", ""))
    if made is None or not number or _part(said, "authorChannelId").get("value") == own:
        return None
    about = str(_part(item, "snippet").get("videoId", ""))
    words = str(said.get("textOriginal") or said.get("textDisplay") or "")
    url = f"https://www.youtube.com/watch?v={about}&lc={number}"
    return Message(number, "comment", str(said.get("authorDisplayName", "")), words, made, about, url)


class YouTubeReading:
    """The reading half of the connector."""

    clock: Callable[[], datetime]
    google: Google

    def read_metrics(self, account: Account, remote_ids: tuple[str, ...]) -> MetricsRead:
        """Return the figures of our own films; what is not there any more is left out."""
        line = self.google.line(account, self.clock)
        posts: list[Figures] = []
        try:
            line.ready()
            for start in range(0, len(remote_ids), MOST):
                params = {"part": "statistics", "id": ",".join(remote_ids[start : start + MOST])}
                posts += [_figures(one) for one in _items(line.get("/youtube/v3/videos", params))]
        except Refused as refused:
            return MetricsRead(tuple(posts), refused.sent, line.renewed)
        return MetricsRead(tuple(posts), new_secrets=line.renewed)

    def read_inbox(self, account: Account, since: datetime) -> InboxRead:
        """Return comments of others since then, oldest first. YouTube gives the newest first."""
        line = self.google.line(account, self.clock)
        found: list[Message] = []
        params = {"part": "snippet", "allThreadsRelatedToChannelId": account.remote_id, "order": "time"}
        params |= {"maxResults": "100", "textFormat": "plainText"}
        try:
            line.ready()
            for _ in range(PAGES):
                page = line.get("/youtube/v3/commentThreads", params)
                new = [one for one in (_message(item, account.remote_id) for item in _items(page)) if one]
                found += [one for one in new if one.created_at >= since]
                older = any(one.created_at < since for one in new)
                if older or not page.get("nextPageToken"):
                    break
                params["pageToken"] = str(page["nextPageToken"])
        except Refused as refused:
            return InboxRead(tuple(found[::-1]), refused.sent, line.renewed)
        return InboxRead(tuple(found[::-1]), new_secrets=line.renewed)
