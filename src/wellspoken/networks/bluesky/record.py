"""The record of a Bluesky post and the one request that writes it.

The key of the record is chosen here, before anything is sent, and the request
says "only if nothing is there yet" (``swapRecord`` null). Sent twice it makes
one post: the second time the server finds the same record and writes nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wellspoken.networks.base import Account, Outgoing, Picture
from wellspoken.networks.bluesky.filming import embedded
from wellspoken.networks.bluesky.text import facets

COLLECTION = "app.bsky.feed.post"
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


def tid(now: datetime) -> str:
    """Return a new record key: 13 characters that sort by time.

    53 bits of microseconds since 1970, then 10 random bits to tell writers
    apart. Source: atproto.com, "Timestamp Identifiers". ``now`` must be aware.
    """
    since = now - datetime(1970, 1, 1, tzinfo=UTC)
    micros = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    value = (micros << 10) | secrets.randbelow(1024)
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(60, -1, -5))


def rkey_of(remote_id: str) -> str:
    """Return the record key of an ``at://`` address. Raises ValueError if it is none of ours."""
    parts = remote_id.removeprefix("at://").split("/")
    if not remote_id.startswith("at://") or len(parts) != 3 or parts[1] != COLLECTION:
        raise ValueError(f"not a post: {remote_id[:80]!r}")
    return parts[2]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _image(picture: Picture, blob: str) -> dict[str, Any]:
    ratio = {"width": picture.width, "height": picture.height}
    return {"image": json.loads(blob), "alt": picture.alt, "aspectRatio": ratio}


def _embed(outgoing: Outgoing, blobs: list[str], handles: Mapping[str, str]) -> dict[str, Any] | None:
    if outgoing.video is not None:
        return embedded(outgoing.video, handles)
    if outgoing.pictures and blobs:
        images = [_image(*pair) for pair in zip(outgoing.pictures, blobs, strict=True)]
        return {"$type": "app.bsky.embed.images", "images": images}
    if outgoing.link and not outgoing.pictures:
        card = {"uri": outgoing.link, "title": outgoing.title or outgoing.link, "description": ""}
        return {"$type": "app.bsky.embed.external", "external": card}
    return None


def record(outgoing: Outgoing, handles: Mapping[str, str]) -> dict[str, Any]:
    """Return the post's record with what the invisible steps have found so far.

    ``handles`` has ``blob:0`` ... for pictures, ``film`` and ``captions:0`` ..., and ``did:<handle>`` for mentions.
    """
    dids = {name[4:]: did for name, did in handles.items() if name.startswith("did:") and did}
    names = [f"blob:{number}" for number in range(len(outgoing.pictures))]
    blobs = [handles[name] for name in names if name in handles]
    made: dict[str, Any] = {"$type": COLLECTION, "text": outgoing.text}
    found = facets(outgoing.text, dids)
    embed = _embed(outgoing, blobs if len(blobs) == len(names) else [], handles)
    made |= {"facets": found} if found else {}
    made |= {"embed": embed} if embed else {}
    made |= {"langs": list(outgoing.lang)} if outgoing.lang else {}
    return made | {"createdAt": _moment(outgoing.created_at)}


def request(account: Account, outgoing: Outgoing, key: str, handles: Mapping[str, str]) -> bytes:
    """Return the exact body of the putRecord call."""
    body = {
        "repo": account.remote_id,
        "collection": COLLECTION,
        "rkey": key,
        "record": record(outgoing, handles),
        "swapRecord": None,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def uri(account: Account, key: str) -> str:
    """Return the ``at://`` address of the post with this key."""
    return f"at://{account.remote_id}/{COLLECTION}/{key}"


def web_url(account: Account, key: str) -> str:
    """Return where a person can see the post.

    A server on this machine has no web page for it; there it is the record itself.
    """
    if account.allow_private:
        query = f"repo={account.remote_id}&collection={COLLECTION}&rkey={key}"
        return f"{account.server}/xrpc/com.atproto.repo.getRecord?{query}"
    return f"https://bsky.app/profile/{account.remote_id}/post/{key}"
