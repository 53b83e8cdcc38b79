"""The steps of a LinkedIn post: pictures up, one call, and a question where there is somebody to ask.

An organisation's page can be read, so a lost answer is settled by its newest
posts: the same words, the same number of pictures, newer than the attempt (class
B). A member's posts cannot be read by an application like ours: class C, a person
looks. LinkedIn has no key for a request, but refuses the same words a second time
and names the post that has them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import regex

from wellspoken.networks.addresses import origin
from wellspoken.networks.base import Outgoing, Picture, Prepared
from wellspoken.networks.http import Call
from wellspoken.networks.likeness import mark, newer
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.linkedin.api import site_of
from wellspoken.networks.linkedin.text import little, plain
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled

MEDIA_LIFE = timedelta(hours=6)
WAIT_SECONDS = 20.0
PAUSE = 0.5
PAGE = 20
NAMED = regex.compile(r"duplicate of (urn:li:(?:share|ugcPost):\d+)", regex.IGNORECASE)


def is_page(urn: str) -> bool:
    """Whether an account is an organisation's page and not a member."""
    return urn.startswith("urn:li:organization:")


def web_url(urn: str) -> str:
    """Return the public address of a post."""
    return f"https://www.linkedin.com/feed/update/{urn}/"


def _content(outgoing: Outgoing, images: list[str], film: str) -> dict[str, Any]:
    if film:
        titled = {"title": outgoing.title} if outgoing.title else {}
        return {"content": {"media": {"id": film, **titled}}}
    shown = [
        {"id": urn, **({"altText": picture.alt} if picture.alt else {})}
        for urn, picture in zip(images, outgoing.pictures, strict=False)
    ]
    if len(shown) > 1:
        return {"content": {"multiImage": {"images": shown}}}
    if shown:
        return {"content": {"media": shown[0]}}
    if outgoing.link and not outgoing.pictures:
        title = outgoing.title or urlsplit(outgoing.link).hostname or outgoing.link
        return {"content": {"article": {"source": outgoing.link, "title": title}}}
    return {}


def body(author: str, outgoing: Outgoing, images: list[str], film: str = "") -> bytes:
    """Return the exact body of the call; ``images`` and ``film`` are names LinkedIn gave."""
    post = {
        "author": author,
        "commentary": little(outgoing.text),
        "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
        **_content(outgoing, images, film),
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
    }
    return json.dumps(post, ensure_ascii=False, separators=(",", ":")).encode()


def as_json(call: Call, value: object) -> Call:
    """Return ``call`` with ``value`` as its body."""
    headers = {**call.headers, "Content-Type": "application/json"}
    return replace(call, headers=headers, body=json.dumps(value).encode())


def _put(line: Line, address: str, picture: Picture) -> Call:
    """Return the request that brings a picture's bytes to where LinkedIn wants them.

    The token goes along to LinkedIn's own site or server only. Raises Refused.
    """
    account, place = line.account, origin(address)
    if place not in (origin(account.server), site_of(account.server)):
        raise line.odd("an address for pictures outside LinkedIn")
    headers = {"Authorization": f"Bearer {account.secrets.get('access', '')}", "Content-Type": picture.mime}
    return Call("PUT", address, headers, picture.load(), home=place, allow_private=account.allow_private, seconds=60.0)


def _image(line: Line, picture: Picture) -> str:
    asked = {"initializeUploadRequest": {"owner": line.account.remote_id}}

    def start() -> Call:
        return as_json(line.call("POST", "/rest/images", {"action": "initializeUpload"}), asked)

    value = line.object(line.insist(start, attempts=1)).get("value")
    address, urn = (value.get("uploadUrl"), value.get("image")) if isinstance(value, dict) else (None, None)
    if not isinstance(address, str) or not isinstance(urn, str):
        raise line.odd("no place for the picture")
    line.insist(lambda: _put(line, address, picture))
    _wait(line, urn)
    return urn


def _wait(line: Line, urn: str) -> None:
    """Wait until a picture can be shown. Raises Refused. Some tokens may write and not ask: they do not wait."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            status = line.get(f"/rest/images/{quote(urn, safe='')}").get("status")
        except Refused as refused:
            if refused.sent.reason == "not_allowed":
                return
            raise
        if status == "AVAILABLE":
            return
        if status == "PROCESSING_FAILED":
            raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw="the picture could not be processed"))
        if time.monotonic() + PAUSE > end:
            raise Refused(Sent(Outcome.NOT_SENT, reason="busy", retry_after=30.0))
        time.sleep(PAUSE)


def upload(line: Line, outgoing: Outgoing, prepared: Prepared) -> Prepared:
    """Upload pictures. Raises Refused, with nothing visible."""
    known, now = prepared.handles, line.clock()
    fresh = float(known.get("media_at", "0")) > (now - MEDIA_LIFE).timestamp()
    handles: dict[str, str] = {}
    for number, picture in enumerate(outgoing.pictures):
        name = f"image:{number}"
        handles["media_at"] = known["media_at"] if fresh else str(now.timestamp())
        handles[name] = known[name] if fresh and name in known else _image(line, picture)
    images = [handles[f"image:{number}"] for number in range(len(outgoing.pictures))]
    return Prepared(prepared.key, body(line.account.remote_id, outgoing, images), handles)


def _pictures(post: Mapping[str, Any]) -> int:
    content = post.get("content")
    content = content if isinstance(content, dict) else {}
    many = content.get("multiImage")
    return len(many.get("images", [])) if isinstance(many, dict) else int("media" in content)


def _same(post: Mapping[str, Any], wanted: Mapping[str, Any], since: datetime) -> bool:
    words = mark(plain(str(post.get("commentary") or ""))) == mark(plain(str(wanted["commentary"])))
    made = post.get("publishedAt") or post.get("createdAt")
    alive = post.get("lifecycleState", "PUBLISHED") == "PUBLISHED"
    return words and alive and newer(made, since) and _pictures(post) == _pictures(wanted)


def find(line: Line, prepared: Prepared, since: datetime) -> Settled:
    """Look for our post among the page's newest. Raises Refused."""
    if not prepared.body or not is_page(line.account.remote_id):
        return Settled(Presence.UNSURE, raw="nobody can be asked")
    wanted: dict[str, Any] = json.loads(prepared.body)
    params = {"author": line.account.remote_id, "q": "author", "count": str(PAGE), "sortBy": "LAST_MODIFIED"}

    def question() -> Call:
        call = line.call("GET", "/rest/posts", params)
        return replace(call, headers={**call.headers, "X-RestLi-Method": "FINDER"})

    posts = line.object(line.insist(question)).get("elements")
    if not isinstance(posts, list) or not all(isinstance(post, dict) for post in posts):
        raise line.odd("not a list of posts")
    for post in posts:
        if _same(post, wanted, since) and isinstance(post.get("id"), str):
            return Settled(Presence.LIVE, post["id"], web_url(post["id"]))
    if len(posts) >= PAGE and all(newer(post.get("lastModifiedAt"), since) for post in posts):
        return Settled(Presence.UNSURE, raw="too many newer posts to be sure")
    return Settled(Presence.ABSENT, raw=f"{len(posts)} newest posts, none of them this one")
