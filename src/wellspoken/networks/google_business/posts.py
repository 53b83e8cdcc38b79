"""News of a location: what is sent, and how our own is found again.

There is no key for a request. A lost answer is settled by the location's own news:
the same words, as many pictures, newer than the attempt (class B). News Google has
looked at and rejected are seen by nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from wellspoken.networks.base import Outgoing, Prepared
from wellspoken.networks.likeness import mark, newer
from wellspoken.networks.line import Line
from wellspoken.networks.outcomes import Presence, Settled

PAGE_SIZE = "100"
PAGES = 3
REJECTED = "REJECTED"


def body(outgoing: Outgoing) -> bytes:
    """Return the exact body of the call."""
    post: dict[str, Any] = {"topicType": "STANDARD", "summary": outgoing.text}
    post |= {"languageCode": outgoing.lang[0]} if outgoing.lang else {}
    post |= {"callToAction": {"actionType": "LEARN_MORE", "url": outgoing.link}} if outgoing.link else {}
    media = [{"mediaFormat": "PHOTO", "sourceUrl": picture.url} for picture in outgoing.pictures]
    post |= {"media": media} if media else {}
    return json.dumps(post, ensure_ascii=False, separators=(",", ":")).encode()


def news(line: Line) -> str:
    """Return the path of the location's news."""
    return f"/v4/{line.account.remote_id}/localPosts"


def _pages(line: Line) -> Iterator[tuple[list[dict[str, Any]], bool]]:
    """Yield the news page by page, and whether there are more. Raises Refused."""
    token = ""
    for _ in range(PAGES):
        params = {"pageSize": PAGE_SIZE, **({"pageToken": token} if token else {})}
        answer = line.get(news(line), params)
        posts = answer.get("localPosts", [])
        if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
            raise line.odd("not a list of news")
        token = str(answer.get("nextPageToken") or "")
        yield posts, bool(token)
        if not token:
            return


def _same(post: Mapping[str, Any], wanted: Mapping[str, Any], since: datetime) -> bool:
    words = mark(str(post.get("summary") or "")) == mark(str(wanted.get("summary") or ""))
    pictures = len(post.get("media") or []) == len(wanted.get("media") or [])
    return words and pictures and newer(post.get("createTime"), since)


def find(line: Line, prepared: Prepared, since: datetime) -> Settled:
    """Look for our news among the location's own. Raises Refused."""
    if not prepared.body:
        return Settled(Presence.UNSURE, raw="nothing was made")
    wanted: dict[str, Any] = json.loads(prepared.body)
    seen, older, last = 0, False, True
    for posts, more in _pages(line):
        last = not more
        seen += len(posts)
        for post in posts:
            if _same(post, wanted, since):
                return found(post)
            older = older or not newer(post.get("createTime"), since)
        if older:
            break
    if not last and not older:
        return Settled(Presence.UNSURE, raw="too many newer news to be sure")
    return Settled(Presence.ABSENT, raw=f"{seen} news, none of them this one")


def found(post: Mapping[str, Any]) -> Settled:
    """Return what a piece of our news is: out, or rejected by Google."""
    if post.get("state") == REJECTED:
        return Settled(Presence.ABSENT, raw="Google has rejected it")
    return Settled(Presence.LIVE, str(post.get("name", "")), str(post.get("searchUrl") or ""))
