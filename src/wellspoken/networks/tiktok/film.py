"""The steps of a film on TikTok.

``upload`` asks for a place (which gives the ``publish_id``) and brings every part of
the film but the last: nothing is published while a part is missing. The visible call
brings the last part. The ``publish_id`` is kept before that and can be asked
afterwards: class A. A film is never held in memory whole, so the body of the visible
request is not kept; kept is which bytes of which file it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wellspoken.networks.addresses import origin
from wellspoken.networks.base import Account, Outgoing, Prepared, Video
from wellspoken.networks.http import Call, OddAnswer
from wellspoken.networks.line import Line, Refused
from wellspoken.networks.outcomes import Outcome, Presence, Sent, Settled
from wellspoken.networks.tiktok.api import API, UPLOADS, data_of

PART = 5_242_880
"""The smallest part TikTok takes; the last one carries the rest and is smaller than two."""
PLACE_LIFE = timedelta(minutes=50)
"""A place for a film is good for an hour."""
EVERYBODY = "PUBLIC_TO_EVERYONE"


@dataclass(frozen=True)
class Plan:
    """How a film is cut: all parts of ``part`` bytes, the last one to the end of ``size``."""

    size: int

    @property
    def count(self) -> int:
        """How many parts there are."""
        return max(1, self.size // PART)

    @property
    def part(self) -> int:
        """How long a part is."""
        return min(self.size, PART)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield start and exclusive end of each part."""
        for number in range(self.count):
            last = number == self.count - 1
            yield number * self.part, self.size if last else (number + 1) * self.part


def as_json(call: Call, value: object) -> Call:
    """Return ``call`` with ``value`` as its body."""
    headers = {**call.headers, "Content-Type": "application/json; charset=UTF-8"}
    return replace(call, headers=headers, body=json.dumps(value, ensure_ascii=False).encode())


def asked(line: Line, path: str, value: object) -> dict[str, Any]:
    """Ask TikTok something that shows nothing, and return its data. Raises Refused."""
    reply = line.insist(lambda: as_json(line.call("POST", path), value))
    try:
        return data_of(reply)
    except OddAnswer as error:
        raise line.odd(str(error)) from error


def description(outgoing: Outgoing, creator: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return what TikTok is told about a film."""
    told = {
        "title": outgoing.text,
        "privacy_level": EVERYBODY,
        "disable_comment": creator.get("comment_disabled") is True,
        "disable_duet": creator.get("duet_disabled") is True,
        "disable_stitch": creator.get("stitch_disabled") is True,
        "brand_content_toggle": outgoing.disclosure.paid_partnership,
        "brand_organic_toggle": False,
        "is_aigc": outgoing.disclosure.ai_made,
    }
    source = {"source": "FILE_UPLOAD", "video_size": plan.size, "chunk_size": plan.part}
    return {"post_info": told, "source_info": {**source, "total_chunk_count": plan.count}}


def _creator(line: Line, video: Video) -> dict[str, Any]:
    """Ask what this account may do now. Raises Refused."""
    found = asked(line, "/v2/post/publish/creator_info/query/", {})
    if EVERYBODY not in (found.get("privacy_level_options") or ()):
        raise Refused(Sent(Outcome.REFUSED, reason="invalid", raw="this account cannot post for everybody"))
    longest = found.get("max_video_post_duration_sec")
    if isinstance(longest, int) and video.seconds > longest:
        raise Refused(Sent(Outcome.REFUSED, reason="too_long", raw=f"films of at most {longest} seconds"))
    return found


def place_of(account: Account, address: str) -> str:
    """Return how a place for a film is kept. Raises OddAnswer when it is not TikTok's."""
    if origin(address) == origin(account.server):
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}"
    host = urlsplit(address).hostname or ""
    if origin(account.server) != API or not address.startswith("https://") or not host.endswith(UPLOADS):
        raise OddAnswer("a place for films outside TikTok")
    return address


def bring(account: Account, handles: Mapping[str, str], start: int, end: int) -> Call:
    """Return the request that brings a part. It carries no token. Raises OSError when the file is gone."""
    place = handles["place"]
    address = account.server + place if place.startswith("/") else place
    size = handles["size"]
    video = Video(Path(handles["file"]), handles["mime"], int(size), 0.0, 0, 0)
    headers = {"Content-Type": video.mime, "Content-Range": f"bytes {start}-{end - 1}/{size}"}
    body = video.part(start, end - start)
    home = origin(address)
    return Call("PUT", address, headers, body, home=home, allow_private=account.allow_private, seconds=120.0)


def upload(line: Line, outgoing: Outgoing, video: Video, prepared: Prepared) -> Prepared:
    """Get a place and bring all parts but the last. Raises Refused, with nothing visible."""
    known, now = prepared.handles, line.clock()
    if float(known.get("placed_at", "0")) > (now - PLACE_LIFE).timestamp():
        return prepared
    plan, creator = Plan(video.size), _creator(line, video)
    found = asked(line, "/v2/post/publish/video/init/", description(outgoing, creator, plan))
    number, address = found.get("publish_id"), found.get("upload_url")
    if not isinstance(number, str) or not isinstance(address, str):
        raise line.odd("no place for the film")
    try:
        place = place_of(line.account, address)
    except OddAnswer as error:
        raise line.odd(str(error)) from error
    handles = {"publish_id": number, "place": place, "placed_at": str(now.timestamp())}
    handles |= {"file": str(video.path), "mime": video.mime, "size": str(video.size)}
    *first, last = plan.spans()
    for start, end in first:
        line.insist(lambda start=start, end=end: bring(line.account, handles, start, end))  # type: ignore[misc]
    return Prepared(prepared.key, f"bytes {last[0]}-{last[1]}".encode(), handles)


def last_part(account: Account, prepared: Prepared) -> Call:
    """Return the visible request. Raises KeyError, ValueError or OSError when it cannot be made."""
    start, end = prepared.body.decode().removeprefix("bytes ").split("-")
    return bring(account, prepared.handles, int(start), int(end))


def web_url(handle: str, number: str) -> str:
    """Return the public address of a film."""
    return f"https://www.tiktok.com/@{handle}/video/{number}"


def look_up(line: Line, prepared: Prepared) -> Settled:
    """Ask what became of the film with our ``publish_id``. Raises Refused."""
    number = prepared.handles.get("publish_id", "")
    if not number:
        return Settled(Presence.UNSURE, raw="the film has no place")
    found = asked(line, "/v2/post/publish/status/fetch/", {"publish_id": number})
    status, said = found.get("status"), f"{found.get('status')} {found.get('fail_reason', '')}".strip()
    if status == "PUBLISH_COMPLETE":
        posts = found.get("publicaly_available_post_id") or []
        post = str(posts[0]) if isinstance(posts, list) and posts else ""
        url = web_url(line.account.handle, post) if post else f"https://www.tiktok.com/@{line.account.handle}"
        return Settled(Presence.LIVE, post or number, url, said)
    brought = found.get("uploaded_bytes")
    missing = status == "PROCESSING_UPLOAD" and isinstance(brought, int) and brought < int(prepared.handles["size"])
    return Settled(Presence.ABSENT if missing or status == "FAILED" else Presence.UNSURE, raw=said)


def is_old(prepared: Prepared, now: datetime) -> bool:
    """Whether the place for the film is no longer good."""
    return float(prepared.handles.get("placed_at", "0")) <= (now - PLACE_LIFE).timestamp()
